using System.Globalization;
using System.Numerics;

namespace ZkmlGen.Solidity.Geometry;

internal enum FieldOperation
{
    Input,
    Constant,
    Add,
    Subtract,
    Multiply,
}

/// <summary>One value: an input (Left is its index), a constant, or an operation on two earlier values.</summary>
internal readonly record struct FieldNode(FieldOperation Operation, int Left, int Right, BigInteger Value);

/// <summary>
/// A straight-line program over the scalar field. Equal subexpressions exist once; products with 0 and 1 and sums with 0 vanish. Values that depend on
/// the input X are told apart, since they are evaluated at two points.
/// </summary>
internal sealed class FieldProgram
{
    /// <summary>Index of the input b.</summary>
    public const int B = 0;
    /// <summary>Index of the input y.</summary>
    public const int Y = 1;
    /// <summary>Index of the input X.</summary>
    public const int X = 2;

    private readonly Dictionary<FieldNode, int> known = [];
    private readonly List<FieldNode> nodes = [];
    private readonly List<bool> dependsOnX = [];
    private readonly Dictionary<int, string> names = [];

    /// <summary>The values, operands before what uses them.</summary>
    public IReadOnlyList<FieldNode> Nodes => nodes;

    /// <summary>Whether a value changes with X.</summary>
    public bool DependsOnX(int node) => dependsOnX[node];

    /// <summary>An input.</summary>
    public int Input(int index) => Node(new(FieldOperation.Input, index, 0, default), index == X);

    /// <summary>A constant, at least 0 and below r.</summary>
    public int Constant(BigInteger value) => Node(new(FieldOperation.Constant, 0, 0, value), false);

    /// <summary>left + right.</summary>
    public int Add(int left, int right) =>
        IsConstant(left, 0) ? right : IsConstant(right, 0) ? left : Operate(FieldOperation.Add, Math.Min(left, right), Math.Max(left, right));

    /// <summary>left - right.</summary>
    public int Subtract(int left, int right) => IsConstant(right, 0) ? left : Operate(FieldOperation.Subtract, left, right);

    /// <summary>left times right.</summary>
    public int Multiply(int left, int right) =>
        IsConstant(left, 1) ? right : IsConstant(right, 1) ? left
        : IsConstant(left, 0) || IsConstant(right, 0) ? Constant(0)
        : Operate(FieldOperation.Multiply, Math.Min(left, right), Math.Max(left, right));

    /// <summary>The product of several values; those without X first, so that they are shared by both evaluations.</summary>
    public int Product(IEnumerable<int> factors) => factors.OrderBy(factor => dependsOnX[factor]).ThenBy(factor => factor).Aggregate(Constant(1), Multiply);

    /// <summary>Says what a value is, for readers of the emitted code.</summary>
    public int Name(int node, string name)
    {
        names.TryAdd(node, name);
        return node;
    }

    /// <summary>What a value is, or null.</summary>
    public string? NameOf(int node) => names.GetValueOrDefault(node) ?? (nodes[node].Operation == FieldOperation.Constant ? nodes[node].Value.ToString(CultureInfo.InvariantCulture) : null);

    private bool IsConstant(int node, int value) => nodes[node].Operation == FieldOperation.Constant && nodes[node].Value == value;

    private int Operate(FieldOperation operation, int left, int right)
    {
        var (a, b) = (nodes[left], nodes[right]);
        return a.Operation == FieldOperation.Constant && b.Operation == FieldOperation.Constant
            ? Constant(Fold(operation, a.Value, b.Value))
            : Node(new(operation, left, right, default), dependsOnX[left] || dependsOnX[right]);
    }

    private static BigInteger Fold(FieldOperation operation, BigInteger a, BigInteger b) => (operation switch
    {
        FieldOperation.Add => a + b,
        FieldOperation.Subtract => a - b + Bn254Constants.R,
        _ => a * b,
    }) % Bn254Constants.R;

    private int Node(FieldNode node, bool x)
    {
        if (known.TryGetValue(node, out var index)) return index;
        index = nodes.Count;
        nodes.Add(node);
        dependsOnX.Add(x);
        known.Add(node, index);
        return index;
    }
}
