using ZkmlGen.Runtime;

namespace ZkmlGen.Generator.Tests.Project;

/// <summary>A model as a user declares it: the generator has worked on this project.</summary>
[ZkModel("Digits/digits.onnx")]
internal static partial class Digits;
