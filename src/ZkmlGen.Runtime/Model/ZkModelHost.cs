using System.Numerics;
using System.Reflection;

namespace ZkmlGen.Runtime;

/// <summary>
/// What a generated model class calls: inference, prover and verifier of one circuit, each made when first used. The keys lie in the folder
/// zkml/NAME beside the assembly, where the build puts them.
/// </summary>
public sealed class ZkModelHost
{
    /// <summary>Name of the proving key's file.</summary>
    public const string ProvingKeyName = "proving.key";
    /// <summary>Name of the verifying key's file.</summary>
    public const string VerifyingKeyName = "verifying-key.json";

    /// <summary>Name of the file with the weight commitments.</summary>
    public const string WeightCommitmentsName = "weight-commitments.json";

    private readonly ModelFiles files;
    private readonly string folder;
    private readonly Lazy<ZkInference> inference;
    private readonly Lazy<ZkProver> prover;
    private readonly Lazy<ZkVerifier> verifier;
    private readonly Lazy<ZkWeightCommitments> weights;

    /// <summary>A host with its own files and folder of keys.</summary>
    public ZkModelHost(ZkCircuit circuit, ModelFiles files, string keyFolder)
    {
        (Circuit, this.files, folder) = (circuit, files, keyFolder);
        inference = new Lazy<ZkInference>(() => new ZkInference(circuit, files));
        prover = new Lazy<ZkProver>(() => new ZkProver(circuit, this.files, ProvingKeyFile.Read(KeyFile(ProvingKeyName))));
        verifier = new Lazy<ZkVerifier>(() => new ZkVerifier(ReadVerifyingKey()));
        weights = new Lazy<ZkWeightCommitments>(ReadWeights);
    }

    /// <summary>The circuit.</summary>
    public ZkCircuit Circuit { get; }
    /// <summary>The prover.</summary>
    /// <exception cref="InvalidDataException">The proving key is missing, damaged or of another model.</exception>
    public ZkProver Prover => prover.Value;
    /// <summary>The verifier.</summary>
    /// <exception cref="InvalidDataException">The verifying key is missing, damaged or of another model.</exception>
    public ZkVerifier Verifier => verifier.Value;
    /// <summary>The commitments to the model's weights.</summary>
    /// <exception cref="InvalidDataException">Their file is missing or damaged.</exception>
    public ZkWeightCommitments Weights => weights.Value;

    /// <summary>A model whose files are embedded in an assembly.</summary>
    public static ZkModelHost Create(ZkCircuit circuit, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(assembly);
        // An assembly in a single-file program has no folder of its own.
        var beside = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } own ? own : AppContext.BaseDirectory;
        return new ZkModelHost(circuit, ModelFiles.Embedded(assembly, circuit.ModelResource), KeyFolder(circuit, beside));
    }

    /// <summary>The folder of a model's keys below the folder of its assembly.</summary>
    public static string KeyFolder(ZkCircuit circuit, string assemblyFolder)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        return Path.Combine(assemblyFolder, "zkml", circuit.Description.Name);
    }

    /// <summary>Infers and proves; see <see cref="ZkProver.Prove"/>.</summary>
    public ZkProof Prove(
        ReadOnlySpan<float[]> inputs, ZkContext context = default, IProgress<ProveProgress>? progress = null, CancellationToken cancellation = default,
        ZkCommitments commitments = default) => Prover.Prove(inputs, context, progress, cancellation, commitments);

    /// <summary>A fresh commitment to inputs; see <see cref="ZkProver.Commit"/>.</summary>
    public ZkCommitment Commit(ReadOnlySpan<float[]> inputs) => Prover.Commit(inputs);

    /// <summary>True if the proof is one of this model, for its outputs and this context.</summary>
    public bool Verify(ZkProof proof, ZkContext context = default)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Verify(proof.Bytes.Span, [.. proof.PublicValues], context);
    }

    /// <summary>True if the bytes are a proof of this model, with its own weights also if they are committed, for the public values and this context.</summary>
    public bool Verify(ReadOnlySpan<byte> proof, ReadOnlySpan<BigInteger> publicValues, ZkContext context = default) =>
        IsAboutWeights(publicValues) && Verifier.Verify(proof, publicValues, context);

    private bool IsAboutWeights(ReadOnlySpan<BigInteger> publicValues) =>
        Circuit.Description.SentWeights == 0 || (!publicValues.IsEmpty && publicValues[^1] == Weights.PublicValue);

    /// <summary>Quantised inference without a proof; all outputs, row-major. Needs no keys.</summary>
    public float[][] Infer(ReadOnlySpan<float[]> inputs) => inference.Value.Infer(inputs);

    private VerifyingKey ReadVerifyingKey()
    {
        var path = KeyFile(VerifyingKeyName);
        var key = VerifyingKeyJson.Read(File.ReadAllText(path), path);
        if (!key.Description.SequenceEqual(Circuit.DescriptionBytes))
        {
            throw new InvalidDataException($"{path} is the verifying key of another circuit than that of '{Circuit.Description.Name}': build again.");
        }
        return key;
    }

    private ZkWeightCommitments ReadWeights()
    {
        var path = KeyFile(WeightCommitmentsName);
        return WeightCommitmentsJson.Read(File.ReadAllText(path), path);
    }

    private string KeyFile(string name)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path)) return path;
        throw new InvalidDataException($"The model '{Circuit.Description.Name}' has no key at {path}: build the project, or run 'zkml build' on its assembly.");
    }
}
