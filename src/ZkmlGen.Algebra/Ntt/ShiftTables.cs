namespace ZkmlGen.Algebra;

/// <summary>What a transform in four steps needs for one direction and one shift of the domain.</summary>
internal sealed unsafe class ShiftTables<I, T>
    where I : struct, ILanes<T>
    where T : unmanaged
{
    private readonly NativeBuffer twist;
    private readonly NativeBuffer? rowScale;

    /// <summary>n1 = 2^columnLog rows of n2 = 2^rowLog elements.</summary>
    internal ShiftTables(int columnLog, int rowLog, in Fr shift, bool inverse, ShortNtt<I, T> unshiftedColumns)
    {
        (Shift, Inverse) = (shift, inverse);
        var omega = Fr.RootOfUnity(columnLog + rowLog);
        twist = new NativeBuffer((nint)4 * sizeof(ulong) << (columnLog + rowLog));
        if (inverse)
        {
            // Coefficient k1 + n1 k2 is divided by n shift^(k1 + n1 k2): n shift^k1 here, the rest behind the rows.
            Columns = unshiftedColumns;
            var back = shift.Inverse();
            MakeTwist(columnLog, rowLog, Fr.FromInt64(1L << (columnLog + rowLog)).Inverse(), back, Fr.One, omega.Inverse());
            rowScale = shift == Fr.One ? null : MakeConstants(rowLog, back.Pow(1UL << columnLog));
        }
        else
        {
            // Coefficient n2 i1 + i2 is multiplied by shift^(n2 i1 + i2): columns are transformed on a coset, and the twist has shift^i2.
            Columns = shift == Fr.One ? unshiftedColumns : new ShortNtt<I, T>(columnLog, shift.Pow(1UL << rowLog));
            MakeTwist(columnLog, rowLog, Fr.One, Fr.One, shift, omega);
        }
    }

    internal Fr Shift { get; }
    internal bool Inverse { get; }
    internal ShortNtt<I, T> Columns { get; }
    /// <summary>Factors of the elements between the steps, in the layout of the vector.</summary>
    internal ulong* Twist => (ulong*)twist.Start;
    /// <summary>Constants that multiply the values of all rows, or null.</summary>
    internal ulong* RowScale => rowScale is null ? null : (ulong*)rowScale.Start;

    /// <summary>Element (k1, i2) is first rowRatio^k1 (columnRatio root^k1)^i2.</summary>
    private void MakeTwist(int columnLog, int rowLog, in Fr first, in Fr rowRatio, in Fr columnRatio, in Fr root)
    {
        var kernel = new LaneVectorKernel<I, T>();
        var (start, ratio) = (first, columnRatio);
        for (var row = 0; row < 1 << columnLog; row++)
        {
            kernel.Powers(Twist + ((nint)row << rowLog) * 4, start, ratio, (1 << rowLog) / FrVector.Block);
            start *= rowRatio;
            ratio *= root;
        }
    }

    private static NativeBuffer MakeConstants(int log, in Fr ratio)
    {
        var buffer = new NativeBuffer((nint)LaneField<FrField, I, T>.ConstantWords * sizeof(ulong) << log);
        var power = Fr.One;
        for (var i = 0; i < 1 << log; i++)
        {
            LaneField<FrField, I, T>.WriteConstant(new Limbs(power.L0, power.L1, power.L2, power.L3), (ulong*)buffer.Start + i * LaneField<FrField, I, T>.ConstantWords);
            power *= ratio;
        }
        return buffer;
    }
}
