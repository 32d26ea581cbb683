namespace ZkmlGen.Algebra;

/// <summary>
/// Operations over whole vectors, one thread, any length (ranges: canonical in, canonical out). r may be the same vector as an input.
/// The implementation is chosen once by KernelFactory (AVX-512, AVX2, Arm64, scalar); ZKML_FORCE_KERNEL forces one.
/// </summary>
public static partial class FrVec
{
    /// <summary>r = a + b.</summary>
    public static void Add(FrVector r, FrVector a, FrVector b)
    {
        r.RequireLength(a.Length);
        r.RequireLength(b.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = a[i] + b[i];
        }
    }

    /// <summary>r = a - b.</summary>
    public static void Subtract(FrVector r, FrVector a, FrVector b)
    {
        r.RequireLength(a.Length);
        r.RequireLength(b.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = a[i] - b[i];
        }
    }

    /// <summary>r = a b, element by element.</summary>
    public static void Multiply(FrVector r, FrVector a, FrVector b)
    {
        r.RequireLength(a.Length);
        r.RequireLength(b.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = a[i] * b[i];
        }
    }

    /// <summary>r = s a.</summary>
    public static void Scale(FrVector r, FrVector a, in Fr s)
    {
        r.RequireLength(a.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = a[i] * s;
        }
    }

    /// <summary>r = r + a b.</summary>
    public static void MultiplyAdd(FrVector r, FrVector a, FrVector b)
    {
        r.RequireLength(a.Length);
        r.RequireLength(b.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] += a[i] * b[i];
        }
    }

    /// <summary>r = r + s a.</summary>
    public static void ScaleAdd(FrVector r, FrVector a, in Fr s)
    {
        r.RequireLength(a.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] += a[i] * s;
        }
    }

    /// <summary>r = a + s.</summary>
    public static void AddConstant(FrVector r, FrVector a, in Fr s)
    {
        r.RequireLength(a.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = a[i] + s;
        }
    }

    /// <summary>r[i] = values[i], signed.</summary>
    public static void FromInt32(FrVector r, ReadOnlySpan<int> values)
    {
        r.RequireLength(values.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = Fr.FromInt64(values[i]);
        }
    }

    /// <summary>r[i] = a[(i + shift) mod length], any shift. r is not a.</summary>
    public static void Rotate(FrVector r, FrVector a, int shift)
    {
        r.RequireLength(a.Length);
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = a[(int)((((long)i + shift) % r.Length + r.Length) % r.Length)];
        }
    }
}
