namespace ZkmlGen.Circuit;

/// <summary>Who learns values from a proof.</summary>
public enum Visibility
{
    /// <summary>Nobody.</summary>
    Private = 0,
    /// <summary>Everybody.</summary>
    Public = 1,
    /// <summary>Nobody, but proofs carry a hiding commitment, which can be compared with others.</summary>
    Committed = 2,
}

/// <summary>What of an output proofs show.</summary>
public enum OutputForm
{
    /// <summary>All of its values.</summary>
    Full = 0,
    /// <summary>The index of its largest value, of several the first.</summary>
    TopClass = 1,
}

/// <summary>What proofs of a circuit show. The verifying key's digest binds it.</summary>
/// <param name="Input">All inputs of the model.</param>
/// <param name="Output">All outputs of the model.</param>
/// <param name="Form">What of an output is shown.</param>
/// <param name="Weights">
/// Private: the key has hiding commitments to them. Public: they are not blinded, so that whoever has the model can check that the key is one of it.
/// Committed: the key is one of any weights of the circuit; proofs carry the hiding commitments, and their digest is a public value.
/// </param>
public sealed record Disclosure(Visibility Input, Visibility Output, OutputForm Form, Visibility Weights = Visibility.Private)
{
    /// <summary>The outputs and nothing else.</summary>
    public static Disclosure Default { get; } = new(Visibility.Private, Visibility.Public, OutputForm.Full);
}
