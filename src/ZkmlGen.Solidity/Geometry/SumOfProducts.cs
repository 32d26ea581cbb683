namespace ZkmlGen.Solidity.Geometry;

/// <summary>A product of values, with a sign.</summary>
internal sealed record Term(bool Negative, IReadOnlyList<int> Factors);

/// <summary>Evaluates a sum of products: takes out the factor that most terms have, again and again.</summary>
internal static class SumOfProducts
{
    /// <summary>The sum; 0 if there are no terms.</summary>
    public static int Build(FieldProgram program, IReadOnlyList<Term> terms)
    {
        var positive = Sum(program, [.. terms.Where(term => !term.Negative).Select(term => term.Factors)]);
        var negative = Sum(program, [.. terms.Where(term => term.Negative).Select(term => term.Factors)]);
        return program.Subtract(positive, negative);
    }

    private static int Sum(FieldProgram program, IReadOnlyList<IReadOnlyList<int>> products)
    {
        if (products.Count == 0) return program.Constant(0);
        if (CommonFactor(program, products) is not { } common)
        {
            return products.Select(program.Product).Aggregate(program.Add);
        }
        var inside = products.Where(product => product.Contains(common)).Select(product => Without(product, common)).ToArray();
        var rest = products.Where(product => !product.Contains(common)).ToArray();
        return program.Add(program.Multiply(common, Sum(program, inside)), Sum(program, rest));
    }

    /// <summary>The factor of the most products, of two at least; of equals one with X, which is paid twice.</summary>
    private static int? CommonFactor(FieldProgram program, IReadOnlyList<IReadOnlyList<int>> products)
    {
        var one = program.Constant(1);
        var best = products.SelectMany(product => product.Distinct()).Where(factor => factor != one)
            .GroupBy(factor => factor).Where(group => group.Count() > 1)
            .OrderByDescending(group => group.Count()).ThenByDescending(group => program.DependsOnX(group.Key)).ThenBy(group => group.Key)
            .FirstOrDefault();
        return best?.Key;
    }

    private static int[] Without(IReadOnlyList<int> product, int factor)
    {
        var rest = product.ToList();
        rest.Remove(factor);
        return [.. rest];
    }
}
