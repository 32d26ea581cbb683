using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Gemm, and MatMul with a constant on either side.</summary>
internal static class MatrixProducts
{
    public static void Gemm(NodeContext node)
    {
        Operand a = node.FloatInput(0), b = node.FloatInput(1);
        double alpha = node.Attributes.Float("alpha", 1), beta = node.Attributes.Float("beta", 1);
        if (a.Rank != 2 || b.Rank != 2)
            throw node.BadShape($"has operands of shapes {Quote.Shape(a.Shape)} and {Quote.Shape(b.Shape)} instead of matrices");
        if (node.Attributes.Flag("transA", false)) a = Moves.TransposeMatrix(node, a);
        if (node.Attributes.Flag("transB", false)) b = Moves.TransposeMatrix(node, b);
        var product = Multiply(node, a, b);
        var scaled = alpha == 1 ? product : node.Emit(new LinearCombination([alpha]), product.Shape, product);
        node.SetOutput(node.Optional(2) is null || beta == 0 ? scaled : AddBias(node, scaled, node.FloatInput(2), beta));
    }

    public static void MatMul(NodeContext node) => node.SetOutput(Multiply(node, node.FloatInput(0), node.FloatInput(1)));

    private static Operand AddBias(NodeContext node, Operand product, Operand bias, double beta)
    {
        if (!Moves.BroadcastShape(node, product.Shape, bias.Shape).SequenceEqual(product.Shape))
            throw node.BadShape($"has a bias of shape {Quote.Shape(bias.Shape)} for a result of shape {Quote.Shape(product.Shape)}");
        if (product.IsConstant && bias.IsConstant) return ConstantMath.Binary(node, product, bias, (x, y) => x + beta * y, (x, y) => x + y);
        return Arithmetic.Combine(node, [(1, product), (beta, bias)]);
    }

    private static Operand Multiply(NodeContext node, Operand a, Operand b)
    {
        if (b.IsConstant) return TimesConstant(node, a, b);
        if (!a.IsConstant) throw node.Unsupported("a product of two computed matrices is not supported; one of them must be a constant");
        // a b = (b^T a^T)^T; vectors need no transposing.
        if (a.Rank < 2 || b.Rank < 2)
        {
            if (a.Rank == 0 || b.Rank == 0) throw Mismatch(node, a, b);
            if (b.Rank == 1) return TimesConstant(node, b, a.Rank == 1 ? a : Moves.TransposeMatrix(node, a));
            var row = Moves.Reshape(node, a, [1, a.Shape[0]]);
            var product = Multiply(node, row, b);
            return Moves.Reshape(node, product, [.. product.Shape.Take(product.Rank - 2), product.Shape[product.Rank - 1]]);
        }
        return Moves.TransposeMatrix(node, TimesConstant(node, Moves.TransposeMatrix(node, b), Moves.TransposeMatrix(node, a)));
    }

    /// <summary>x [..., K] times constant weights [K], [K, M] or [..., K, M].</summary>
    private static Operand TimesConstant(NodeContext node, Operand x, Operand weights)
    {
        if (x.Rank == 0 || weights.Rank == 0) throw Mismatch(node, x, weights);
        if (weights.Rank == 1)
        {
            var column = Dense(node, x, Moves.Reshape(node, weights, [weights.Shape[0], 1]));
            return Moves.Reshape(node, column, [.. column.Shape.Take(column.Rank - 1)]);
        }
        int[] matrix = [.. weights.Shape.Skip(weights.Rank - 2)];
        if (weights.Shape.Take(weights.Rank - 2).Any(extent => extent != 1)) return PerMatrix(node, x, weights, matrix);
        var result = Dense(node, x, Moves.Reshape(node, weights, matrix));
        var added = weights.Rank - (x.Rank == 1 ? 2 : x.Rank);
        return added <= 0 ? result : Moves.Reshape(node, result, [.. Enumerable.Repeat(1, added), .. result.Shape]);
    }

    /// <summary>Weights that differ over leading dimensions: one dense layer for each.</summary>
    private static Operand PerMatrix(NodeContext node, Operand x, Operand weights, int[] matrix)
    {
        var rows = x.Rank == 1 ? Moves.Reshape(node, x, [1, x.Shape[0]]) : x;
        int[] lead = Moves.BroadcastShape(node, [.. rows.Shape.Take(rows.Rank - 2)], [.. weights.Shape.Take(weights.Rank - 2)]);
        int[] inner = [.. rows.Shape.Skip(rows.Rank - 2)];
        var count = Moves.Count(node, lead);
        if (count is 0 or > Limits.Pieces) throw node.BadShape($"multiplies by {count} matrices, which is out of range");
        var stacked = Moves.Reshape(node, Moves.Broadcast(node, rows, [.. lead, .. inner]), [count, .. inner]);
        var matrices = Moves.Reshape(node, Moves.Broadcast(node, weights, [.. lead, .. matrix]), [count, .. matrix]);
        var results = Enumerable.Range(0, count).Select(i => Dense(
            node, Moves.SliceAxis(node, stacked, 0, i, 1, 1), Moves.Reshape(node, Moves.SliceAxis(node, matrices, 0, i, 1, 1), matrix)));
        int[] shape = x.Rank == 1 ? [.. lead, matrix[1]] : [.. lead, inner[0], matrix[1]];
        return Moves.Reshape(node, Moves.Concatenate(node, [.. results], 0), shape);
    }

    private static Operand Dense(NodeContext node, Operand x, Operand weights)
    {
        if (x.Shape[x.Rank - 1] != weights.Shape[0] || weights.Shape.Any(extent => extent == 0)) throw Mismatch(node, x, weights);
        return node.Emit(new Dense(), [.. x.Shape.Take(x.Rank - 1), weights.Shape[1]], x, weights);
    }

    private static ModelException Mismatch(NodeContext node, Operand a, Operand b) =>
        node.BadShape($"multiplies tensors of shapes {Quote.Shape(a.Shape)} and {Quote.Shape(b.Shape)}, which don't fit");
}
