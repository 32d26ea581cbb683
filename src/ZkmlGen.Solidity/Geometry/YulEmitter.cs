using System.Text.RegularExpressions;

namespace ZkmlGen.Solidity.Geometry;

/// <summary>The statements of check 4, or of a part of it: those without X once, the others for each of the two points.</summary>
/// <param name="Shared">Statements that do not need X.</param>
/// <param name="PerPoint">Statements that do.</param>
/// <param name="End">First free memory address behind the registers.</param>
internal sealed partial record GeometryCode(IReadOnlyList<string> Shared, IReadOnlyList<string> PerPoint, int End)
{
    /// <summary>About how many bytes of code the statements take: names and numbers are pushes, r is on the stack.</summary>
    public int Bytes => Shared.Concat(PerPoint).Sum(statement => Words().Matches(statement).Sum(word => WordBytes(word.Value)));

    private static int WordBytes(string word) => word switch
    {
        "mload" or "mstore" or "mulmod" or "addmod" or "add" or "sub" or "mod" or "and" or "r" => 1,
        _ when word.StartsWith("0x", StringComparison.Ordinal) => 1 + (word.Length - 1) / 2,
        _ => 3,
    };

    [GeneratedRegex(@"(?<!//.*)\w+")]
    private static partial Regex Words();
}

/// <summary>
/// Writes a program as Yul. A value that is used once stays on the stack, as part of its user's expression; the others get a memory word, which is
/// used again when its last reader is past.
/// </summary>
internal sealed class YulEmitter
{
    /// <summary>Deepest expression: what it keeps on the stack must leave the variable r in reach.</summary>
    private const int MaximumDepth = 8;

    /// <summary>5 r fits in 256 bits, 6 r does not.</summary>
    private const int LargestBound = 5;

    /// <summary>Statements between two <see cref="Forget"/>.</summary>
    private const int Forgetting = 8;

    /// <summary>
    /// Writes to scratch memory at a place that no compiler can tell. So the Yul optimizer does not hold all values before in variables: it would run out of
    /// stack and work everything out again at each use.
    /// </summary>
    private const string Forget = "mstore(and(mload(AT_B), 0x20), 0)";

    private static readonly string[] Inputs = ["mload(AT_B)", "mload(AT_Y)", "mload(AT_X)"];

    private readonly FieldProgram program;
    private readonly int[] outputs;
    private readonly int[] uses;
    private readonly bool[] stored;
    private readonly int[] bounds;
    private readonly int[] order;
    private readonly Dictionary<int, int> addresses = [];

    private YulEmitter(FieldProgram program, params int[] outputs)
    {
        this.program = program;
        this.outputs = outputs;
        uses = CountUses();
        stored = ChooseStored();
        bounds = FindBounds();
        var found = new List<int>();
        var visited = new HashSet<int>();
        foreach (var output in outputs) Visit(output, found, visited);
        order = [.. found.OrderBy(program.DependsOnX)];
    }

    /// <summary>Emits the results; registers lie from an address on.</summary>
    public static GeometryCode Emit(GeometryProgram geometry, int registers)
    {
        var emitter = new YulEmitter(geometry.Program, geometry.D, geometry.E);
        var end = emitter.AssignRegisters(registers);
        var lines = emitter.order.ToLookup(geometry.Program.DependsOnX, emitter.Statement);
        return new(
            [.. Divide(lines[false]), $"mstore(AT_D, {emitter.Operand(geometry.D)})"],
            [.. Divide(lines[true]), $"mstore(add(AT_E, at), {emitter.Operand(geometry.E)})"],
            end);
    }

    private static IEnumerable<string> Divide(IEnumerable<string> statements) => statements.Chunk(Forgetting).SelectMany(part => part.Append(Forget));

    private int[] CountUses()
    {
        var counts = new int[program.Nodes.Count];
        foreach (var output in outputs) counts[output]++;
        for (var node = counts.Length - 1; node >= 0; node--)
        {
            if (counts[node] == 0) continue;
            foreach (var operand in Operands(node)) counts[operand]++;
        }
        return counts;
    }

    /// <summary>Which values get a memory word.</summary>
    private bool[] ChooseStored()
    {
        var chosen = new bool[program.Nodes.Count];
        var depth = new int[program.Nodes.Count];
        for (var node = 0; node < chosen.Length; node++)
        {
            if (uses[node] == 0 || !IsOperation(node)) continue;
            foreach (var operand in Operands(node))
            {
                // What X does not change is worked out once, not for each point.
                if (IsOperation(operand) && program.DependsOnX(node) && !program.DependsOnX(operand)) chosen[operand] = true;
            }
            depth[node] = 1 + Operands(node).Max(operand => chosen[operand] ? 0 : depth[operand]);
            chosen[node] = uses[node] > 1 || outputs.Contains(node) || depth[node] >= MaximumDepth;
        }
        return chosen;
    }

    /// <summary>Each emitted value is below so many times r: sums are left unreduced as long as they fit in a word. Results are reduced.</summary>
    private int[] FindBounds()
    {
        var found = new int[program.Nodes.Count];
        for (var node = 0; node < found.Length; node++)
        {
            var (operation, left, right, _) = program.Nodes[node];
            var sum = operation == FieldOperation.Add ? found[left] + found[right] : 1;
            found[node] = sum <= LargestBound && !outputs.Contains(node) ? sum : 1;
        }
        return found;
    }

    /// <summary>Puts stored values in an order in which operands come before their users and registers are needed briefly.</summary>
    private void Visit(int node, List<int> found, HashSet<int> visited)
    {
        if (!IsOperation(node) || !visited.Add(node)) return;
        foreach (var operand in Operands(node)) Visit(operand, found, visited);
        if (stored[node]) found.Add(node);
    }

    private int AssignRegisters(int start)
    {
        var dead = LastReaders();
        var free = new SortedSet<int>();
        var end = start;
        for (var position = 0; position < order.Length; position++)
        {
            free.UnionWith(dead[position].Select(node => addresses[node]));
            if (free.Count == 0)
            {
                free.Add(end);
                end += 32;
            }
            addresses[order[position]] = free.Min;
            free.Remove(free.Min);
        }
        return end;
    }

    /// <summary>By position, the stored values that are read there for the last time; results and what both points need are never done with.</summary>
    private ILookup<int, int> LastReaders()
    {
        var last = new Dictionary<int, int>();
        var kept = outputs.ToHashSet();
        for (var position = 0; position < order.Length; position++)
        {
            foreach (var operand in StoredOperands(order[position]))
            {
                last[operand] = position;
                if (program.DependsOnX(order[position]) != program.DependsOnX(operand)) kept.Add(operand);
            }
        }
        return last.Where(pair => !kept.Contains(pair.Key)).ToLookup(pair => pair.Value, pair => pair.Key);
    }

    private IEnumerable<int> StoredOperands(int node) =>
        Operands(node).SelectMany(operand => stored[operand] ? [operand] : IsOperation(operand) ? StoredOperands(operand) : []);

    private string Statement(int node)
    {
        var name = program.NameOf(node);
        return $"mstore({Address(node)}, {Expression(node)})" + (name is null ? "" : $" // {name}");
    }

    private string Operand(int node) => stored[node] ? $"mload({Address(node)})" : Expression(node);

    private string Expression(int node)
    {
        var (operation, left, right, value) = program.Nodes[node];
        return operation switch
        {
            FieldOperation.Input => Inputs[left],
            FieldOperation.Constant => Literals.Integer(value),
            FieldOperation.Add when bounds[node] > 1 => $"add({Operand(left)}, {Operand(right)})",
            FieldOperation.Add => $"addmod({Operand(left)}, {Operand(right)}, r)",
            FieldOperation.Subtract when bounds[right] > 1 => $"addmod({Operand(left)}, sub(r, mod({Operand(right)}, r)), r)",
            FieldOperation.Subtract => $"addmod({Operand(left)}, sub(r, {Operand(right)}), r)",
            _ => $"mulmod({Operand(left)}, {Operand(right)}, r)",
        };
    }

    private string Address(int node) => Literals.Offset(addresses[node]);

    private bool IsOperation(int node) => program.Nodes[node].Operation is FieldOperation.Add or FieldOperation.Subtract or FieldOperation.Multiply;

    private IEnumerable<int> Operands(int node) => IsOperation(node) ? [program.Nodes[node].Left, program.Nodes[node].Right] : [];
}
