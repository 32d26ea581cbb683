using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Check 5: [L] as one multi-scalar multiplication, then e([L] + xi W2, [1]_2) = e(W2, [tau]_2).</summary>
internal static class OpeningCheck
{
    public static bool Holds(VerifyingKey key, ColumnMap map, Proof proof, G1Affine[] commitments, Claims claims, Challenges challenges)
    {
        var separators = claims.Separators(challenges.Xi);
        var (points, scalars) = Combination(key, map, proof, claims, separators, challenges);
        for (var i = 0; i < commitments.Length; i++) Add(points, scalars, commitments[i], Weight(claims, separators, map.Committed(i)));
        Add(points, scalars, G1Affine.Generator, -Value(claims, separators));
        Add(points, scalars, proof.W, -separators[3]);
        Add(points, scalars, proof.W2, challenges.Xi);
        var left = Sum(points, scalars).ToAffine();
        return Pairing.Check([left, proof.W2.Negate()], [G2Lines.Generator, key.TauLines]);
    }

    private static Fr Value(Claims claims, Fr[] separators) =>
        separators[0] * claims.Values[0] + separators[1] * claims.Values[1] + separators[2] * claims.Values[2];

    private static (List<G1Affine> Points, List<Fr> Scalars) Combination(
        VerifyingKey key, ColumnMap map, Proof proof, Claims claims, Fr[] separators, Challenges challenges)
    {
        var (points, scalars) = (new List<G1Affine>(), new List<Fr>());
        for (var column = 0; column < map.Tiles; column++)
        {
            var point = column < map.Sent ? proof.Points[column] : key.Fixed[column - map.Sent];
            Add(points, scalars, point, Weight(claims, separators, column));
        }
        AddTiles(points, scalars, key.Circuit.SentWeights > 0 ? proof.Weights : key.Weights, key.Circuit.Size, Weight(claims, separators, map.Tiles), challenges);
        return (points, scalars);
    }

    private static Fr Weight(Claims claims, Fr[] separators, int column)
    {
        var sum = Fr.Zero;
        for (var j = 0; j < 3; j++) sum += separators[j] * claims.Weights[j][column];
        return sum;
    }

    /// <summary>[T] = sum b^p y^j [W_(p c + j)].</summary>
    private static void AddTiles(List<G1Affine> points, List<Fr> scalars, IReadOnlyList<G1Affine> weights, Dimensions size, in Fr weight, Challenges challenges)
    {
        var row = weight;
        for (var p = 0; p < size.TileOutputs; p++)
        {
            var scalar = row;
            for (var j = 0; j < size.TileInputs; j++)
            {
                Add(points, scalars, weights[p * size.TileInputs + j], scalar);
                scalar *= challenges.Y;
            }
            row *= challenges.B;
        }
    }

    private static void Add(List<G1Affine> points, List<Fr> scalars, in G1Affine point, in Fr scalar)
    {
        points.Add(point);
        scalars.Add(scalar);
    }

    private static G1 Sum(List<G1Affine> points, List<Fr> scalars)
    {
        using var bases = new MsmBases(points.ToArray());
        using var arena = new FrArena(scalars.Count);
        var vector = arena.Rent(scalars.Count);
        vector.CopyFrom(scalars.ToArray());
        return bases.Multiply(vector, 1);
    }
}
