using System.Diagnostics;
using System.Numerics;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;

// A digit, a network, and a proof that the network sees this digit, which shows neither the picture nor the weights.
// usage: dotnet run -c Release --project samples/Digits [DIGIT | PICTURE.pgm]
var home = AppContext.BaseDirectory;
var name = args.Length > 0 ? args[0] : "3";
var image = DigitImage.Read(File.Exists(name) ? name : Path.Combine(home, "pictures", name + ".pgm"));
Console.Write(image);

var start = Stopwatch.GetTimestamp();
using var proof = Digits.Prove(image.Pixels, progress: new ConsoleProgress());
Console.WriteLine($"proved in {Seconds(start):0.00} s; the first time includes reading the key and warming up");
Console.WriteLine($"The network sees a {Class(proof.Output)}. Proof: {proof.Bytes.Length:N0} bytes, {proof.PublicValues.Count} public word(s).");

start = Stopwatch.GetTimestamp();
var accepted = Digits.Verify(proof);
Console.WriteLine($"C#:  the proof is {EvmPart.Verdict(accepted)} in {Seconds(start) * 1000:0.0} ms");

BigInteger[] forged = [.. proof.PublicValues];
forged[0] ^= 1;
var verifier = new ZkVerifier(VerifyingKeyJson.Read(File.ReadAllText(Path.Combine(home, "zkml", "Digits", ZkModelHost.VerifyingKeyName)), "the verifying key"));
var fooled = verifier.Verify(proof.Bytes.Span, forged);
Console.WriteLine($"     a forged output is {EvmPart.Verdict(fooled)}");

try
{
    await EvmPart.RunAsync(Path.Combine(home, "zkml", "Digits"), proof, forged);
}
catch (EvmException exception)
{
    Console.WriteLine($"EVM: left out. {exception.Message}");
}
if (verifier.Key.IsDevelopment) Console.WriteLine($"{Srs.DevelopmentWarning}: the keys are for trying out.");
return accepted && !fooled ? 0 : 1;

static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
static int Class(float[] scores) => Array.IndexOf(scores, scores.Max());

/// <summary>The network of digits.onnx: the generator adds Prove, Verify and Infer.</summary>
[ZkModel("digits.onnx")]
public static partial class Digits;

/// <summary>Prints each stage as it starts.</summary>
internal sealed class ConsoleProgress : IProgress<ProveProgress>
{
    public void Report(ProveProgress value) => Console.WriteLine($"  {value.Step}/{ProveProgress.Steps} {value.Name}");
}
