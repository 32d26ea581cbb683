namespace ZkmlGen.Runtime;

/// <summary>
/// Products of matrices and vectors: for k below Count and p below Rows, Sums[k SumStep + p] += Value sum_j Entries[k EntryStep + p Columns + j]
/// Inputs[k InputStep + j], mod 2^64. Nobody checks the pointers.
/// </summary>
internal readonly unsafe struct MatrixRun
{
    public required int* Entries { get; init; }
    public required int* Inputs { get; init; }
    public required long* Sums { get; init; }
    public required int Rows { get; init; }
    public required int Columns { get; init; }
    public required int Value { get; init; }
    public required int Count { get; init; }
    public required nint EntryStep { get; init; }
    public required nint InputStep { get; init; }
    public required nint SumStep { get; init; }
}
