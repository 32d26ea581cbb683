using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// Step 6: what is opened, as one combination F_j of all columns for each of the points z_j = zeta, omega zeta, 1/zeta, and its value V_j.
/// </summary>
internal sealed class Claims
{
    private readonly ColumnMap map;

    private Claims(ColumnMap map)
    {
        this.map = map;
        Weights = [new Fr[map.Count], new Fr[map.Count], new Fr[map.Count]];
    }

    /// <summary>Weights[j][column]: the coefficients of F_j.</summary>
    public Fr[][] Weights { get; }
    /// <summary>V_j.</summary>
    public Fr[] Values { get; } = new Fr[3];
    /// <summary>z_j.</summary>
    public Fr[] Points { get; } = new Fr[3];

    /// <summary>All claims of a proof; weights holds one weight per claim, in the order of step 6.</summary>
    public static Claims Create(ColumnMap map, ReadOnlySpan<Fr> weights, in Fr omega, DomainValues domain, Linearisation linear, Evaluations sent, TileClaim tile)
    {
        var claims = new Claims(map);
        claims.Points[0] = domain.Zeta;
        claims.Points[1] = domain.Zeta * omega;
        claims.Points[2] = domain.InverseZeta;
        claims.AddEvaluations(weights, sent);
        var rest = weights[map.Evaluations..];
        claims.AddQuotient(rest[0], domain, linear, sent.U);
        claims.AddTiles(rest[1], 0, tile.InverseGeometry, tile.InverseCommitted, domain.Zeta, tile.InverseMask, Fr.FromInt64(2) * tile.Claim - sent.V);
        claims.AddNextRow(rest[2], linear, sent.U);
        claims.AddTiles(rest[3], 2, tile.Geometry, tile.Committed, domain.InverseZeta, tile.Mask, sent.V);
        return claims;
    }

    /// <summary>The scalars of step 7: prod_(k != j) (xi - z_k) for j = 0, 1, 2, then prod_k (xi - z_k).</summary>
    public Fr[] Separators(in Fr xi)
    {
        var (a, b, c) = (xi - Points[0], xi - Points[1], xi - Points[2]);
        return [b * c, a * c, a * b, a * b * c];
    }

    private void AddEvaluations(ReadOnlySpan<Fr> weights, Evaluations sent)
    {
        for (var i = 0; i < sent.Sent.Length; i++)
        {
            Weights[0][map.Evaluated(i)] += weights[i];
            Values[0] += weights[i] * sent.Sent[i];
        }
    }

    /// <summary>R: the combined constraint minus (zeta^N - 1) (t_0 + zeta^N t_1) is -(constant + u) without the constant and the next row's part.</summary>
    private void AddQuotient(in Fr weight, DomainValues domain, Linearisation linear, in Fr u)
    {
        for (var column = 0; column < map.Count; column++) Weights[0][column] += weight * linear.Here[column];
        var vanishing = weight * (domain.ZetaToRows - Fr.One);
        Weights[0][map.T0] -= vanishing;
        Weights[0][map.T1] -= vanishing * domain.ZetaToRows;
        Values[0] -= weight * (linear.Constant + u);
    }

    /// <summary>geometry T + mask m + sum committed x - point S.</summary>
    private void AddTiles(in Fr weight, int index, in Fr geometry, Fr[] committed, in Fr point, in Fr mask, in Fr value)
    {
        Weights[index][map.Tiles] += weight * geometry;
        Weights[index][map.Mask] += weight * mask;
        for (var i = 0; i < committed.Length; i++) Weights[index][map.Committed(i)] += weight * committed[i];
        Weights[index][map.S] -= weight * point;
        Values[index] += weight * value;
    }

    private void AddNextRow(in Fr weight, Linearisation linear, in Fr u)
    {
        Weights[1][map.A] += weight * linear.NextA;
        Weights[1][map.Z] += weight * linear.NextZ;
        Weights[1][map.Q] += weight * linear.NextQ;
        Values[1] += weight * u;
    }
}

/// <summary>The tile side's numbers.</summary>
/// <param name="Claim">c'.</param>
/// <param name="Geometry">e(zeta).</param>
/// <param name="InverseGeometry">e(1/zeta).</param>
/// <param name="Mask">e_m(zeta).</param>
/// <param name="InverseMask">e_m(1/zeta).</param>
/// <param name="Committed">e_C(zeta) of each commitment.</param>
/// <param name="InverseCommitted">e_C(1/zeta) of each commitment.</param>
internal sealed record TileClaim(
    Fr Claim, Fr Geometry, Fr InverseGeometry, Fr Mask, Fr InverseMask, Fr[] Committed, Fr[] InverseCommitted);
