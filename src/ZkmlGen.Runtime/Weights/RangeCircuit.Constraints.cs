using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Step 4 for a circuit without requant and square rows: P is 0. The sums are those of generated code, see there.</summary>
internal sealed partial class RangeCircuit
{
    public override void EvaluateConstraints(ConstraintBlock block)
    {
        AddHelpers(block);
        AddActive(block);
        AddEnds(block);
    }

    /// <summary>Constraints w + c: block.Sum = V sum alpha^(w+c) (h_c F1 F2 - F1 - F2) with F1 = g + tag + theta (y_c + n_c), F2 = g + tag_m + theta r_c.</summary>
    private static void AddHelpers(ConstraintBlock block)
    {
        var challenges = block.Challenges;
        var (sum, first, second, product) = (block.Sum, block.Scratch[0], block.Scratch[1], block.Scratch[2]);
        sum.Clear();
        for (var lane = block.Y.Length - 1; lane >= 0; lane--)
        {
            FrVec.Add(first, block.Y[lane], block.N[lane]);
            FrVec.Scale(first, first, challenges.Theta);
            FrVec.Add(first, first, block.Tag);
            FrVec.AddConstant(first, first, challenges.G);
            FrVec.Scale(second, block.R[lane], challenges.Theta);
            FrVec.AddConstant(second, second, challenges.G + challenges.RemainderTag);
            FrVec.Multiply(product, first, second);
            FrVec.Scale(sum, sum, challenges.AlphaPowers[1]);
            FrVec.MultiplyAdd(sum, product, block.H[lane]);
            FrVec.Subtract(sum, sum, first);
            FrVec.Subtract(sum, sum, second);
        }
        FrVec.Scale(sum, sum, challenges.AlphaPowers[block.Y.Length]);
        FrVec.Multiply(sum, sum, block.V);
    }

    /// <summary>What has the factor on: y_c n_c of constraints c, the table's constraint 2w, and 2w+1, 2w+2, 2w+3 without their ends.</summary>
    private static void AddActive(ConstraintBlock block)
    {
        var (challenges, lanes) = (block.Challenges, block.Y.Length);
        var alpha = challenges.AlphaPowers;
        var (ofTable, ofA, ofZ, ofQ) = (alpha[2 * lanes], alpha[2 * lanes + 1], alpha[2 * lanes + 2], alpha[2 * lanes + 3]);
        var ofHelpers = ofQ * challenges.Kappa * challenges.Kappa;
        var (on, work) = (block.Scratch[0], block.Scratch[1]);
        on.Clear();
        for (var lane = lanes - 1; lane >= 0; lane--)
        {
            FrVec.Scale(on, on, alpha[1]);
            FrVec.MultiplyAdd(on, block.Y[lane], block.N[lane]);
        }
        for (var lane = 0; lane < lanes; lane++)
        {
            FrVec.Add(work, block.Y[lane], block.Lo);
            FrVec.Scale(work, work, -ofQ);
            FrVec.AddConstant(work, work, -(ofZ * challenges.YPowers[lane]));
            FrVec.MultiplyAdd(on, work, block.U[lane]);
            FrVec.ScaleAdd(on, block.H[lane], -ofHelpers);
        }
        FrVec.Scale(work, block.TableValue, challenges.Theta);
        FrVec.Add(work, work, block.TableTag);
        FrVec.AddConstant(work, work, challenges.G);
        FrVec.Scale(work, work, ofTable);
        FrVec.AddConstant(work, work, ofHelpers);
        FrVec.MultiplyAdd(on, work, block.TableHelper);
        FrVec.ScaleAdd(on, block.Mult, -ofTable);
        FrVec.Subtract(work, block.A, block.PublicInput);
        FrVec.ScaleAdd(on, work, ofA);
        FrVec.ScaleAdd(on, block.NextA, -(ofA * challenges.BPowers[lanes]));
        FrVec.ScaleAdd(on, block.Z, ofZ);
        FrVec.ScaleAdd(on, block.NextZ, -(ofZ * challenges.YPowers[lanes]));
        FrVec.Subtract(work, block.Q, block.NextQ);
        FrVec.ScaleAdd(on, work, ofQ);
        FrVec.MultiplyAdd(block.Sum, on, block.On);
    }

    /// <summary>What has the factor end, of 2w+1, 2w+2, 2w+3, and constraint 2w+4, with the factor last.</summary>
    private static void AddEnds(ConstraintBlock block)
    {
        var (challenges, lanes, work) = (block.Challenges, block.Y.Length, block.Scratch[0]);
        var alpha = challenges.AlphaPowers;
        FrVec.Scale(work, block.A, alpha[2 * lanes + 1]);
        FrVec.ScaleAdd(work, block.Z, alpha[2 * lanes + 2]);
        FrVec.ScaleAdd(work, block.Q, alpha[2 * lanes + 3]);
        FrVec.MultiplyAdd(block.Sum, work, block.End);
        FrVec.Scale(work, block.NextZ, challenges.Y);
        FrVec.Add(work, work, block.U[0]);
        FrVec.AddConstant(work, work, -challenges.Claim);
        FrVec.Scale(work, work, -challenges.Kappa);
        FrVec.Add(work, work, block.NextQ);
        FrVec.Subtract(work, work, block.NextA);
        FrVec.Scale(work, work, alpha[2 * lanes + 4]);
        FrVec.MultiplyAdd(block.Sum, work, block.Last);
    }
}
