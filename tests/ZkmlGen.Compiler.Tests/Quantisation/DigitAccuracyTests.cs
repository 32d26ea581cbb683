using System.Buffers.Binary;
using System.IO.Compression;
using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;
using ZkmlGen.Compiler.Quantisation;
using ZkmlGen.Compiler.Tests.Lowering;

namespace ZkmlGen.Compiler.Tests.Quantisation;

/// <summary>
/// Classes of 2,000 handwritten digits, quantised against float. ZKML_MODELS names the models, ZKML_DIGITS a folder with MNIST images (idx3, gzip);
/// without them nothing is run.
/// </summary>
public class DigitAccuracyTests
{
    private const int Digits = 2000;
    private const int CalibrationDigits = 8;

    [Fact]
    public void Classes_agree_with_the_float_model()
    {
        if (ReferenceModel.Load("libonnx__mnist_8") is not { } model || Environment.GetEnvironmentVariable("ZKML_DIGITS") is not { Length: > 0 } folder) return;
        var digits = Read(Directory.GetFiles(folder, "*idx3*").Single());
        // The calibration digits come from behind those that are counted.
        var calibration = digits.Skip(Digits).Take(CalibrationDigits).Select(digit => new CalibrationSample([digit])).ToArray();
        var program = Quantiser.Quantise(model.Graph, CompilerOptions.Default("Digits"), calibration, []).Program;
        var evaluator = new ProgramEvaluator(program, 1);
        var agree = 0;
        Parallel.For(0, Digits, i =>
        {
            var expected = new FloatEvaluator(model.Graph).Evaluate([digits[i]])[model.Graph.Outputs[0]];
            if (Class(evaluator.Run([digits[i]])[0]) == Class(expected)) Interlocked.Increment(ref agree);
        });
        Assert.InRange(agree, 1995, Digits);
    }

    private static int Class(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static float[][] Read(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        int Number(int index) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * index));
        var size = Number(2) * Number(3);
        return [.. Enumerable.Range(0, Number(1)).Select(i => bytes.AsSpan(16 + i * size, size).ToArray().Select(pixel => (float)pixel).ToArray())];
    }
}
