namespace ZkmlGen.Generator.Emit;

/// <summary>
/// Step 4: the constraints, summed with their powers of alpha. Terms with one common factor (V, on, q, D, P, end, last) are added up before they are
/// multiplied by it, and lanes are summed by Horner's rule in alpha or b.
/// </summary>
internal sealed class ConstraintsEmitter(CircuitContext context, CodeWriter writer)
{
    private const string Block = "global::ZkmlGen.Runtime.ConstraintBlock block";

    private bool HasSquares => context.Circuit.HasSquares;

    public void Emit()
    {
        writer.Line($"private const int Lanes = {context.Size.Lanes};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public override void EvaluateConstraints({Block})"))
        {
            writer.Line("AddHelpers(block);");
            writer.Line("AddActive(block);");
            writer.Line("AddPorts(block);");
            if (HasSquares) writer.Line("AddSquares(block);");
            writer.Line("AddEnds(block);");
        }
        writer.Lines(Helpers);
        writer.Lines(HasSquares ? Active : Active.Replace(" and q", ""));
        writer.Lines(Ports);
        if (HasSquares) writer.Lines(Squares(context.Circuit.Ranges.RemainderBits));
        writer.Lines(Ends);
    }

    private const string Helpers = """

        // Constraints w + c: block.Sum = V sum alpha^(w+c) (h_c F1 F2 - F1 - F2) with F1 = g + tag + theta (y_c + n_c), F2 = g + tag_m + theta r_c.
        private static void AddHelpers(global::ZkmlGen.Runtime.ConstraintBlock block)
        {
            var challenges = block.Challenges;
            var alpha = challenges.AlphaPowers;
            var (sum, first, second, product) = (block.Sum, block.Scratch[0], block.Scratch[1], block.Scratch[2]);
            sum.Clear();
            for (var lane = Lanes - 1; lane >= 0; lane--)
            {
                global::ZkmlGen.Algebra.FrVec.Add(first, block.Y[lane], block.N[lane]);
                global::ZkmlGen.Algebra.FrVec.Scale(first, first, challenges.Theta);
                global::ZkmlGen.Algebra.FrVec.Add(first, first, block.Tag);
                global::ZkmlGen.Algebra.FrVec.AddConstant(first, first, challenges.G);
                global::ZkmlGen.Algebra.FrVec.Scale(second, block.R[lane], challenges.Theta);
                global::ZkmlGen.Algebra.FrVec.AddConstant(second, second, challenges.G + challenges.RemainderTag);
                global::ZkmlGen.Algebra.FrVec.Multiply(product, first, second);
                global::ZkmlGen.Algebra.FrVec.Scale(sum, sum, alpha[1]);
                global::ZkmlGen.Algebra.FrVec.MultiplyAdd(sum, product, block.H[lane]);
                global::ZkmlGen.Algebra.FrVec.Subtract(sum, sum, first);
                global::ZkmlGen.Algebra.FrVec.Subtract(sum, sum, second);
            }
            global::ZkmlGen.Algebra.FrVec.Scale(sum, sum, alpha[Lanes]);
            global::ZkmlGen.Algebra.FrVec.Multiply(sum, sum, block.V);
        }
        """;

    private const string Active = """

        // What has the factor on: y_c n_c of constraints c; the table's constraint 2w; steps and accumulators of 2w+1, 2w+2, 2w+3 (without P and q).
        private static void AddActive(global::ZkmlGen.Runtime.ConstraintBlock block)
        {
            var challenges = block.Challenges;
            var alpha = challenges.AlphaPowers;
            var (ofA, ofZ, ofQ) = (alpha[2 * Lanes + 1], alpha[2 * Lanes + 2], alpha[2 * Lanes + 3]);
            var ofHelpers = ofQ * challenges.Kappa * challenges.Kappa;
            var (on, work) = (block.Scratch[0], block.Scratch[1]);
            on.Clear();
            for (var lane = Lanes - 1; lane >= 0; lane--)
            {
                global::ZkmlGen.Algebra.FrVec.Scale(on, on, alpha[1]);
                global::ZkmlGen.Algebra.FrVec.MultiplyAdd(on, block.Y[lane], block.N[lane]);
            }
            for (var lane = 0; lane < Lanes; lane++)
            {
                // -(alpha^(2w+2) y^c + alpha^(2w+3) act_c) U_c - alpha^(2w+3) kappa^2 h_c
                global::ZkmlGen.Algebra.FrVec.Add(work, block.Y[lane], block.Lo);
                global::ZkmlGen.Algebra.FrVec.Scale(work, work, -ofQ);
                global::ZkmlGen.Algebra.FrVec.AddConstant(work, work, -(ofZ * challenges.YPowers[lane]));
                global::ZkmlGen.Algebra.FrVec.MultiplyAdd(on, work, block.U[lane]);
                global::ZkmlGen.Algebra.FrVec.ScaleAdd(on, block.H[lane], -ofHelpers);
            }
            // alpha^(2w) (hT (g + Ttag + theta Tval) - mult) + alpha^(2w+3) kappa^2 hT
            global::ZkmlGen.Algebra.FrVec.Scale(work, block.TableValue, challenges.Theta);
            global::ZkmlGen.Algebra.FrVec.Add(work, work, block.TableTag);
            global::ZkmlGen.Algebra.FrVec.AddConstant(work, work, challenges.G);
            global::ZkmlGen.Algebra.FrVec.Scale(work, work, alpha[2 * Lanes]);
            global::ZkmlGen.Algebra.FrVec.AddConstant(work, work, ofHelpers);
            global::ZkmlGen.Algebra.FrVec.MultiplyAdd(on, work, block.TableHelper);
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(on, block.Mult, -alpha[2 * Lanes]);
            // alpha^(2w+1) (A - b^w A' - PI) + alpha^(2w+2) (Z - y^w Z') + alpha^(2w+3) (Q - Q')
            global::ZkmlGen.Algebra.FrVec.Subtract(work, block.A, block.PublicInput);
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(on, work, ofA);
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(on, block.NextA, -(ofA * challenges.BPowers[Lanes]));
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(on, block.Z, ofZ);
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(on, block.NextZ, -(ofZ * challenges.YPowers[Lanes]));
            global::ZkmlGen.Algebra.FrVec.Subtract(work, block.Q, block.NextQ);
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(on, work, ofQ);
            global::ZkmlGen.Algebra.FrVec.MultiplyAdd(block.Sum, on, block.On);
        }
        """;

    private const string Ports = """

        // Of constraint 2w+1: -alpha^(2w+1) P sum b^c (y_c - n_c + 2^-m r_c).
        private static void AddPorts(global::ZkmlGen.Runtime.ConstraintBlock block)
        {
            var challenges = block.Challenges;
            var ports = block.Scratch[0];
            ports.Clear();
            for (var lane = Lanes - 1; lane >= 0; lane--)
            {
                global::ZkmlGen.Algebra.FrVec.Scale(ports, ports, challenges.B);
                global::ZkmlGen.Algebra.FrVec.Add(ports, ports, block.Y[lane]);
                global::ZkmlGen.Algebra.FrVec.Subtract(ports, ports, block.N[lane]);
                global::ZkmlGen.Algebra.FrVec.ScaleAdd(ports, block.R[lane], challenges.RemainderUnit);
            }
            global::ZkmlGen.Algebra.FrVec.Scale(ports, ports, -challenges.AlphaPowers[2 * Lanes + 1]);
            global::ZkmlGen.Algebra.FrVec.MultiplyAdd(block.Sum, ports, block.P);
        }
        """;

    private static string Squares(int remainderBits) => $$"""

        // What has the factor q: n_c (n_c - y_c) of constraints c, n_c of the ports, n_c U_c of act U. What has the factor D: 1/2 - y_c - n_c - 2^-m r_c.
        private static void AddSquares(global::ZkmlGen.Runtime.ConstraintBlock block)
        {
            var challenges = block.Challenges;
            var alpha = challenges.AlphaPowers;
            var half = challenges.RemainderUnit * Integer({{1L << (remainderBits - 1)}});
            var (ofSquare, ofScale, work) = (block.Scratch[0], block.Scratch[1], block.Scratch[2]);
            ofSquare.Clear();
            ofScale.Clear();
            for (var lane = Lanes - 1; lane >= 0; lane--)
            {
                global::ZkmlGen.Algebra.FrVec.Scale(ofSquare, ofSquare, alpha[1]);
                global::ZkmlGen.Algebra.FrVec.Subtract(work, block.N[lane], block.Y[lane]);
                global::ZkmlGen.Algebra.FrVec.MultiplyAdd(ofSquare, work, block.N[lane]);
                global::ZkmlGen.Algebra.FrVec.Scale(ofScale, ofScale, alpha[1]);
                global::ZkmlGen.Algebra.FrVec.Subtract(ofScale, ofScale, block.Y[lane]);
                global::ZkmlGen.Algebra.FrVec.Subtract(ofScale, ofScale, block.N[lane]);
                global::ZkmlGen.Algebra.FrVec.ScaleAdd(ofScale, block.R[lane], -challenges.RemainderUnit);
                global::ZkmlGen.Algebra.FrVec.AddConstant(ofScale, ofScale, half);
            }
            for (var lane = 0; lane < Lanes; lane++)
            {
                // -(alpha^(2w+1) b^c + alpha^(2w+3) U_c) n_c
                global::ZkmlGen.Algebra.FrVec.Scale(work, block.U[lane], -alpha[2 * Lanes + 3]);
                global::ZkmlGen.Algebra.FrVec.AddConstant(work, work, -(alpha[2 * Lanes + 1] * challenges.BPowers[lane]));
                global::ZkmlGen.Algebra.FrVec.MultiplyAdd(ofSquare, work, block.N[lane]);
            }
            global::ZkmlGen.Algebra.FrVec.MultiplyAdd(block.Sum, ofSquare, block.Square);
            global::ZkmlGen.Algebra.FrVec.MultiplyAdd(block.Sum, ofScale, block.SquareScale);
        }
        """;

    private const string Ends = """

        // What has the factor end: the accumulators of 2w+1, 2w+2, 2w+3. What has the factor last: constraint 2w+4.
        private static void AddEnds(global::ZkmlGen.Runtime.ConstraintBlock block)
        {
            var challenges = block.Challenges;
            var alpha = challenges.AlphaPowers;
            var work = block.Scratch[0];
            global::ZkmlGen.Algebra.FrVec.Scale(work, block.A, alpha[2 * Lanes + 1]);
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(work, block.Z, alpha[2 * Lanes + 2]);
            global::ZkmlGen.Algebra.FrVec.ScaleAdd(work, block.Q, alpha[2 * Lanes + 3]);
            global::ZkmlGen.Algebra.FrVec.MultiplyAdd(block.Sum, work, block.End);
            // Q' - A' - kappa (y Z' + U_0 - c' - d)
            global::ZkmlGen.Algebra.FrVec.Scale(work, block.NextZ, challenges.Y);
            global::ZkmlGen.Algebra.FrVec.Add(work, work, block.U[0]);
            global::ZkmlGen.Algebra.FrVec.AddConstant(work, work, -challenges.Claim);
            global::ZkmlGen.Algebra.FrVec.Scale(work, work, -challenges.Kappa);
            global::ZkmlGen.Algebra.FrVec.Add(work, work, block.NextQ);
            global::ZkmlGen.Algebra.FrVec.Subtract(work, work, block.NextA);
            global::ZkmlGen.Algebra.FrVec.Scale(work, work, alpha[2 * Lanes + 4]);
            global::ZkmlGen.Algebra.FrVec.MultiplyAdd(block.Sum, work, block.Last);
        }
        """;
}
