using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// The combined constraint of step 4 at zeta as Constant + sum Here[column] column(zeta) + sum Next column(omega zeta): it is affine in the columns
/// whose values are not sent. The prover's and the verifier's one place for it.
/// </summary>
internal sealed class Linearisation
{
    private static readonly Fr half = Fr.FromInt64(2).Inverse();
    private readonly ColumnMap map;
    private readonly ConstraintChallenges ch;
    private readonly Evaluations sent;
    private readonly DomainValues at;

    public Linearisation(ColumnMap map, ConstraintChallenges challenges, Evaluations evaluations, DomainValues domain)
    {
        (this.map, ch, sent, at) = (map, challenges, evaluations, domain);
        Here = new Fr[map.Count];
        for (var lane = 0; lane < map.Lanes; lane++)
        {
            Split(lane);
            Helper(lane);
        }
        Table(Alpha(0));
        FoldOne(Alpha(1));
        FoldTwo(Alpha(2));
        InnerProduct(Alpha(3));
        Check(Alpha(4));
    }

    public Fr Constant { get; private set; }
    /// <summary>Coefficients at zeta by column number, without the quotient's.</summary>
    public Fr[] Here { get; }
    /// <summary>cA.</summary>
    public Fr NextA { get; private set; }
    /// <summary>cZ.</summary>
    public Fr NextZ { get; private set; }
    /// <summary>cQ.</summary>
    public Fr NextQ { get; private set; }

    /// <summary>alpha^(2w + index): the constraints after those of the lanes.</summary>
    private Fr Alpha(int index) => ch.AlphaPowers[2 * map.Lanes + index];

    /// <summary>y - n + 2^-m r.</summary>
    private Fr Difference(int lane) => sent.Y(lane) - sent.N(lane) + ch.RemainderUnit * sent.R(lane);

    /// <summary>alpha^c ((on - q) y n + q n^2 - D (y + n + 2^-m r - 1/2)).</summary>
    private void Split(int lane)
    {
        var (y, n, alpha) = (sent.Y(lane), sent.N(lane), ch.AlphaPowers[lane]);
        Constant += alpha * ((at.On - sent.Square) * y * n + sent.Square * n * n);
        if (map.HasSquares) Here[map.SquareScale] -= alpha * (y + n + ch.RemainderUnit * sent.R(lane) - half);
    }

    /// <summary>alpha^(w+c) V (h (g + f1) (g + f2) - (2 g + f1 + f2)).</summary>
    private void Helper(int lane)
    {
        var first = ch.G + sent.Tag + ch.Theta * (sent.Y(lane) + sent.N(lane));
        var second = ch.G + ch.RemainderTag + ch.Theta * sent.R(lane);
        var factor = ch.AlphaPowers[map.Lanes + lane] * at.V;
        Here[map.H(lane)] += factor * first * second;
        Constant -= factor * (first + second);
    }

    /// <summary>on (hT (g + Ttag + theta Tval) - mult).</summary>
    private void Table(in Fr alpha)
    {
        var factor = alpha * at.On;
        Constant += factor * sent.TableHelper * ch.G;
        Here[map.TableTag] += factor * sent.TableHelper;
        Here[map.TableValue] += factor * sent.TableHelper * ch.Theta;
        Here[map.Mult] -= factor;
    }

    /// <summary>(on + end) A - on (b^w A' + PI) - sum b^c (P (y - n + 2^-m r) + q n).</summary>
    private void FoldOne(in Fr alpha)
    {
        Here[map.A] += alpha * (at.On + at.End);
        NextA -= alpha * at.On * ch.BPowers[map.Lanes];
        Constant -= alpha * at.On * at.PublicInput;
        for (var lane = 0; lane < map.Lanes; lane++)
        {
            var factor = alpha * ch.BPowers[lane];
            Here[map.P] -= factor * Difference(lane);
            Constant -= factor * sent.Square * sent.N(lane);
        }
    }

    /// <summary>(on + end) Z - on (y^w Z' + sum y^c U_c).</summary>
    private void FoldTwo(in Fr alpha)
    {
        Here[map.Z] += alpha * (at.On + at.End);
        NextZ -= alpha * at.On * ch.YPowers[map.Lanes];
        for (var lane = 0; lane < map.Lanes; lane++) Here[map.U(lane)] -= alpha * at.On * ch.YPowers[lane];
    }

    /// <summary>(on + end) Q - on (Q' + sum (y + lo) U + kappa^2 (sum h - hT)) - q sum n U.</summary>
    private void InnerProduct(in Fr alpha)
    {
        var square = ch.Kappa * ch.Kappa;
        Here[map.Q] += alpha * (at.On + at.End);
        NextQ -= alpha * at.On;
        Constant += alpha * at.On * square * sent.TableHelper;
        for (var lane = 0; lane < map.Lanes; lane++)
        {
            Here[map.U(lane)] -= alpha * (at.On * (sent.Y(lane) + sent.Lo) + sent.Square * sent.N(lane));
            Here[map.H(lane)] -= alpha * at.On * square;
        }
    }

    /// <summary>last (Q' - A' - kappa (y Z' + U_0 - c' - d)).</summary>
    private void Check(in Fr alpha)
    {
        var factor = alpha * at.Last;
        NextQ += factor;
        NextA -= factor;
        NextZ -= factor * ch.Kappa * ch.Y;
        Here[map.U(0)] -= factor * ch.Kappa;
        Constant += factor * ch.Kappa * ch.Claim;
    }
}
