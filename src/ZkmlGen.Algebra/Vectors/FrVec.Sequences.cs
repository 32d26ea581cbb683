namespace ZkmlGen.Algebra;

public static partial class FrVec
{
    /// <summary>r[i] = r[i]^-1, 0 stays 0 (one inversion in all); scratch is as long as r.</summary>
    public static void BatchInvert(FrVector r, FrVector scratch)
    {
        r.RequireLength(scratch.Length);
        var product = Fr.One;
        for (var i = 0; i < r.Length; i++)
        {
            scratch[i] = product;
            product = r[i].IsZero ? product : product * r[i];
        }
        var inverse = product.Inverse();
        for (var i = r.Length - 1; i >= 0; i--)
        {
            if (!r[i].IsZero)
            {
                var value = r[i];
                r[i] = inverse * scratch[i];
                inverse *= value;
            }
        }
    }

    /// <summary>sum a[i] b[i].</summary>
    public static Fr InnerProduct(FrVector a, FrVector b)
    {
        a.RequireLength(b.Length);
        var sum = Fr.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// <summary>r[i] = first * ratio^i.</summary>
    public static void Powers(FrVector r, in Fr first, in Fr ratio)
    {
        var power = first;
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = power;
            power *= ratio;
        }
    }

    /// <summary>sum coefficients[i] x^i.</summary>
    public static Fr Evaluate(FrVector coefficients, in Fr x)
    {
        var sum = Fr.Zero;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    /// <summary>quotient = (f(X) - f(x)) / (X - x), as long as f with a last coefficient of 0; returns f(x). quotient may be f.</summary>
    public static Fr DivideByLinear(FrVector quotient, FrVector f, in Fr x)
    {
        quotient.RequireLength(f.Length);
        var carry = Fr.Zero;
        for (var i = f.Length - 1; i >= 0; i--)
        {
            var next = carry * x + f[i];
            quotient[i] = carry;
            carry = next;
        }
        return carry;
    }
}
