namespace ZkmlGen.Runtime;

/// <summary>Checks an SRS by pairings: all its points are the powers of one tau, which is neither 0 nor 1.</summary>
public static class SrsVerifier
{
    /// <summary>Passes, or throws.</summary>
    /// <exception cref="InvalidDataException">The SRS is not one; the message says what is wrong. name stands for it in the message.</exception>
    public static void Verify(Srs srs, string name = "The SRS")
    {
        ArgumentNullException.ThrowIfNull(srs);
        var check = new PowersCheck(name);
        check.Add(srs.Powers.Span);
        check.Finish(srs.TauG2);
        GC.KeepAlive(srs);
    }
}
