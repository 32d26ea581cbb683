using System.Runtime.CompilerServices;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

public abstract partial class GeneratedCircuit
{
    /// <summary>
    /// coefficients[position + k positionStep] += b^(output + k outputStep) y^(input + k inputStep) for k below count; no exponent is negative.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected static void AddRun(
        Span<Fr> coefficients, PowerTable b, PowerTable y, int position, int output, int input, int count, int positionStep, int outputStep, int inputStep)
    {
        if ((outputStep | inputStep) < 0)
        {
            for (var k = 0; k < count; k++) coefficients[position + k * positionStep] += b[output + k * outputStep] * y[input + k * inputStep];
            return;
        }
        var (term, ratio) = (b[output] * y[input], b[outputStep] * y[inputStep]);
        if (positionStep == 0)
        {
            coefficients[position] += term * Geometric.Sum(ratio, count);
            return;
        }
        for (var k = 0; k < count; k++)
        {
            coefficients[position + k * positionStep] += term;
            term *= ratio;
        }
    }

    /// <summary>target[k targetStep] += scale coefficients[k].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected static void Spread(Span<Fr> target, int targetStep, ReadOnlySpan<Fr> coefficients, in Fr scale)
    {
        for (var k = 0; k < coefficients.Length; k++)
        {
            Fr.Multiply(coefficients[k], scale, out var term);
            Fr.Add(target[k * targetStep], term, out target[k * targetStep]);
        }
    }
}
