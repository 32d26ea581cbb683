using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>
/// A compiled model: what generated code implements and prover, setup and tool call. Names and steps are those of docs/protocol.md. Instances hold
/// no state of a proof; all methods may run on several threads.
/// </summary>
public abstract class ZkCircuit
{
    private CircuitDescription? description;

    /// <summary>The canonical bytes of the circuit description (see CircuitCodec), as static data.</summary>
    public abstract ReadOnlySpan<byte> DescriptionBytes { get; }

    /// <summary>SHA-256 of the ONNX file that the code was generated from, lower-case hex.</summary>
    public abstract string ModelDigest { get; }

    /// <summary>Name of the embedded resource that holds the ONNX file.</summary>
    public abstract string ModelResource { get; }

    /// <summary>The decoded description.</summary>
    public CircuitDescription Description => description ??= CircuitCodec.Decode(DescriptionBytes.ToArray());

    /// <summary>Fills the fixed columns of the gadgets; all columns come zeroed, one entry per row of the trace.</summary>
    public abstract void FillFixed(in FixedColumns columns);

    /// <summary>Quantises the weights: tiles[(t a + p) c + j] is entry (p, j) of tile t; comes zeroed; N_T a c entries.</summary>
    /// <exception cref="InvalidDataException">The model file is not the one that the code was generated from.</exception>
    public abstract void LoadWeights(ModelFiles files, Span<int> tiles);

    /// <summary>
    /// Step 1: quantised inference. The cells of the input tensors are filled already (act and y); fills act, y, n and r of all other cells
    /// in the order of their addresses and the public words' integers nowhere: they follow from act. Allocates nothing.
    /// </summary>
    /// <exception cref="ZkRangeException">A value leaves its range.</exception>
    public abstract void FillWitness(ReadOnlySpan<int> tiles, in Trace trace);

    /// <summary>Parts of <see cref="Transpose"/>, about one a layer.</summary>
    public abstract int TransposeParts { get; }

    /// <summary>
    /// Step 2: the sum of all parts is u[address] += (L^T chi)[address] with chi[address] = b^address, for tile maps and public maps.
    /// tileSums[t c + j] = sum_p b^p tile[t][p][j]. u has N w entries; parts may run at the same time, on different u.
    /// </summary>
    public abstract void Transpose(int part, ReadOnlySpan<Fr> tileSums, PowerTable b, Span<Fr> u);

    /// <summary>Section 3: e[t] for t below N_T, the coefficients of e(X); comes zeroed.</summary>
    public abstract void FillGeometry(PowerTable b, PowerTable y, Span<Fr> e);

    /// <summary>Section 3: e(x) in closed form.</summary>
    public abstract Fr GeometryAt(in Fr b, in Fr y, in Fr x);

    /// <summary>Section 3: d in closed form.</summary>
    public abstract Fr PublicMapsAt(in Fr b, in Fr y);

    /// <summary>Step 4: block.Sum = sum alpha^j constraint_j for a block of points of the coset.</summary>
    public abstract void EvaluateConstraints(ConstraintBlock block);
}

/// <summary>The gadgets' fixed columns as integers, N entries each.</summary>
public readonly ref struct FixedColumns(Span<int> p, Span<int> lo, Span<int> tag, Span<int> square, Span<int> squareScale)
{
    /// <summary>P.</summary>
    public readonly Span<int> P = p;
    /// <summary>lo.</summary>
    public readonly Span<int> Lo = lo;
    /// <summary>tag.</summary>
    public readonly Span<int> Tag = tag;
    /// <summary>q; empty without squares.</summary>
    public readonly Span<int> Square = square;
    /// <summary>D; empty without squares.</summary>
    public readonly Span<int> SquareScale = squareScale;
}

/// <summary>The cells by address, N w entries each.</summary>
public readonly ref struct Trace(Span<int> act, Span<int> y, Span<int> n, Span<int> r, Span<long> pre)
{
    /// <summary>act.</summary>
    public readonly Span<int> Act = act;
    /// <summary>y.</summary>
    public readonly Span<int> Y = y;
    /// <summary>n.</summary>
    public readonly Span<int> N = n;
    /// <summary>r' (scaled by 2^(m-s)).</summary>
    public readonly Span<int> R = r;
    /// <summary>pre of requant and square cells, as they are summed; other entries are scratch.</summary>
    public readonly Span<long> Pre = pre;

    /// <summary>The cells from an address on.</summary>
    public Trace Slice(int address, int size)
        => new(Act.Slice(address, size), Y.Slice(address, size), N.Slice(address, size), R.Slice(address, size), Pre.Slice(address, size));
}

/// <summary>Columns at a block of consecutive points of the coset of size 2N, all vectors of one length, and the challenges.</summary>
public sealed class ConstraintBlock(int lanes)
{
    /// <summary>y_c.</summary>
    public FrVector[] Y { get; } = new FrVector[lanes];
    /// <summary>n_c.</summary>
    public FrVector[] N { get; } = new FrVector[lanes];
    /// <summary>r_c.</summary>
    public FrVector[] R { get; } = new FrVector[lanes];
    /// <summary>U_c.</summary>
    public FrVector[] U { get; } = new FrVector[lanes];
    /// <summary>h_c.</summary>
    public FrVector[] H { get; } = new FrVector[lanes];
    /// <summary>P.</summary>
    public FrVector P { get; set; }
    /// <summary>lo.</summary>
    public FrVector Lo { get; set; }
    /// <summary>tag.</summary>
    public FrVector Tag { get; set; }
    /// <summary>q.</summary>
    public FrVector Square { get; set; }
    /// <summary>D.</summary>
    public FrVector SquareScale { get; set; }
    /// <summary>Ttag.</summary>
    public FrVector TableTag { get; set; }
    /// <summary>Tval.</summary>
    public FrVector TableValue { get; set; }
    /// <summary>mult.</summary>
    public FrVector Mult { get; set; }
    /// <summary>hT.</summary>
    public FrVector TableHelper { get; set; }
    /// <summary>A.</summary>
    public FrVector A { get; set; }
    /// <summary>Z.</summary>
    public FrVector Z { get; set; }
    /// <summary>Q.</summary>
    public FrVector Q { get; set; }
    /// <summary>A at the next row.</summary>
    public FrVector NextA { get; set; }
    /// <summary>Z at the next row.</summary>
    public FrVector NextZ { get; set; }
    /// <summary>Q at the next row.</summary>
    public FrVector NextQ { get; set; }
    /// <summary>on.</summary>
    public FrVector On { get; set; }
    /// <summary>end.</summary>
    public FrVector End { get; set; }
    /// <summary>last.</summary>
    public FrVector Last { get; set; }
    /// <summary>V.</summary>
    public FrVector V { get; set; }
    /// <summary>PI.</summary>
    public FrVector PublicInput { get; set; }
    /// <summary>The result.</summary>
    public FrVector Sum { get; set; }
    /// <summary>Scratch.</summary>
    public FrVector[] Scratch { get; } = new FrVector[4];
    /// <summary>The challenges drawn so far, and values derived from them.</summary>
    public required ConstraintChallenges Challenges { get; init; }
}

/// <summary>What the constraints of step 4 need besides columns.</summary>
/// <param name="B">b.</param>
/// <param name="G">g.</param>
/// <param name="Theta">theta.</param>
/// <param name="Y">y.</param>
/// <param name="Kappa">kappa.</param>
/// <param name="BPowers">b^0 .. b^w.</param>
/// <param name="YPowers">y^0 .. y^w.</param>
/// <param name="AlphaPowers">alpha^0 .. alpha^(2w+4).</param>
/// <param name="RemainderTag">tag_m.</param>
/// <param name="RemainderUnit">2^-m.</param>
/// <param name="Claim">c' + d.</param>
public sealed record ConstraintChallenges(
    Fr B, Fr G, Fr Theta, Fr Y, Fr Kappa, Fr[] BPowers, Fr[] YPowers, Fr[] AlphaPowers, Fr RemainderTag, Fr RemainderUnit, Fr Claim);
