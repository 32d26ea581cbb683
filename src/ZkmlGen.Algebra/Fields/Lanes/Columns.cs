namespace ZkmlGen.Algebra;

/// <summary>
/// What <see cref="LaneField{F,I,T}.BeginProduct"/> leaves, in the instruction set's own form: columns before their carries, or in the lower part the limbs of
/// the product, or its words.
/// </summary>
internal struct Columns<T> where T : unmanaged
{
    public Wide<T> Low, High;
}
