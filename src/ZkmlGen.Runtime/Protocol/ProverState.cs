using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// All memory of a prover, sized once from the layout, and what the stages of the running proof hand to each other. Columns[k] holds column k of
/// <see cref="ColumnMap"/>: rows until step 3 is sent, coefficients from then on (m, S, t_0, t_1 and T: always coefficients).
/// </summary>
internal sealed class ProverState : IDisposable
{
    private readonly Vectors vectors = new();

    public ProverState(ZkCircuit circuit, WeightColumns weights, ProvingKey key, int threads)
    {
        (Circuit, Weights, Key, Workers) = (circuit, weights, key, new Workers(threads));
        Description = circuit.Description;
        Size = Description.Size;
        Layout = new ProofLayout(Description);
        Map = Layout.Columns;
        RevealRows = Runtime.RevealRows.Of(Description);
        Commitments = new Commitments(key, Description, threads);
        WeightsDigest = Description.SentWeights > 0 ? ZkWeightCommitments.DigestOf(key.WeightCommitments) : [];
        Fixed = new FixedTrace(circuit);
        Cells = new CellMemory(Size, Map, vectors);
        Tile = new TileMemory(Description, vectors);
        Columns = RentColumns();
        FixedRows = vectors.Rent(Map.Fixed, Size.Rows);
        Sums = vectors.Rent(4, Size.Rows);
        PublicInput = vectors.Rent(Size.Rows);
        Coset = new CosetMemory(this, vectors);
        Opening = vectors.Rent(6, KeyGenerator.RequiredPowers(Description));
        TransposedSums = [.. Enumerable.Range(0, threads).Select(_ => new NativeBuffer<Fr>(checked(Size.Rows * Size.Lanes)))];
        var exponents = Size.Rows * Size.Lanes + Size.TileOutputs + Size.TileInputs;
        (BPowers, YPowers) = (new PowerTable(Fr.One, exponents), new PowerTable(Fr.One, exponents));
        FillFixedColumns();
    }

    public ZkCircuit Circuit { get; }
    public CircuitDescription Description { get; }
    public Dimensions Size { get; }
    public ProofLayout Layout { get; }
    public ColumnMap Map { get; }
    public int[] RevealRows { get; }
    public WeightColumns Weights { get; }
    public ProvingKey Key { get; }
    public Workers Workers { get; }
    public Commitments Commitments { get; }
    public FixedTrace Fixed { get; }
    public CellMemory Cells { get; }
    public TileMemory Tile { get; }
    public CosetMemory Coset { get; }

    /// <summary>By column number.</summary>
    public FrVector[] Columns { get; }
    /// <summary>Rows of the fixed columns (Columns has their coefficients).</summary>
    public FrVector[] FixedRows { get; }
    /// <summary>Scratch of the running sums.</summary>
    public FrVector[] Sums { get; }
    /// <summary>PI.</summary>
    public FrVector PublicInput { get; }
    /// <summary>F_0, F_1, F_2 and their quotients.</summary>
    public FrVector[] Opening { get; }
    /// <summary>Shares of L^T chi by address, one for each worker.</summary>
    public NativeBuffer<Fr>[] TransposedSums { get; }
    public PowerTable BPowers { get; }
    public PowerTable YPowers { get; }

    /// <summary>Of the running proof.</summary>
    public Challenges Challenges { get; set; } = null!;
    public FieldRandom Random { get; set; } = new SystemRandom();
    public CancellationToken Cancellation { get; set; }
    public Fr[] Words { get; set; } = [];
    /// <summary>Commitments of the statement.</summary>
    public G1Affine[] Committed { get; set; } = [];
    /// <summary>Of the weight commitments, if the proof carries them; else empty.</summary>
    public byte[] WeightsDigest { get; set; }
    public Statement Statement => new(Words, Committed, WeightsDigest);
    public ZkContext Context { get; set; }
    public byte[] Proof { get; set; } = [];
    /// <summary>c'.</summary>
    public Fr Claim { get; set; }
    public Evaluations Evaluations { get; set; } = null!;
    public ClaimParts Parts { get; set; } = null!;
    public Claims Claims { get; set; } = null!;

    /// <summary>For tests of soundness: called with the step (0 to 5) before what it sends is written (0: before the statement is absorbed).</summary>
    public Action<int, ProverState>? Tamper { get; set; }

    /// <summary>Row index as a fixed column of the map has it.</summary>
    public FrVector FixedRow(int column) => FixedRows[column - Map.Sent];

    public void Dispose()
    {
        Commitments.Dispose();
        Fixed.Dispose();
        Cells.Dispose();
        Tile.Dispose();
        foreach (var sums in TransposedSums) sums.Dispose();
        vectors.Dispose();
    }

    private FrVector[] RentColumns()
    {
        var columns = new FrVector[Map.Count];
        var rows = vectors.Rent(Map.Count, Size.Rows);
        rows.CopyTo(columns, 0);
        columns[Map.Mask] = vectors.Rent(ColumnMap.MaskLength);
        columns[Map.S] = vectors.Rent(Tile.Length - 1);
        columns[Map.T0] = vectors.Rent(Size.Rows + 1);
        columns[Map.Tiles] = Tile.Polynomial;
        Tile.Committed.CopyTo(columns, Map.Tiles + 1);
        return columns;
    }

    private void FillFixedColumns()
    {
        var domain = NttDomain.Get(Size.LogRows);
        for (var k = 0; k < Map.Fixed; k++)
        {
            FrVec.FromInt32(FixedRows[k], Fixed[k]);
            Columns[Map.Sent + k].CopyFrom(FixedRows[k]);
            domain.Inverse(Columns[Map.Sent + k]);
        }
        Coset.FillConstants(this);
    }
}
