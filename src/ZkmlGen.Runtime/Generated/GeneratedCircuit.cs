using System.ComponentModel;

namespace ZkmlGen.Runtime;

/// <summary>
/// What generated circuits have in common: the arithmetic behind their loops, for any model. The generated class holds the structure (which cells,
/// which tiles, which scales) as code and constants.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class GeneratedCircuit : ZkCircuit;
