using System.CommandLine;
using System.Globalization;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml srs new|verify|info|import</c>.</summary>
internal static class SrsCommand
{
    private const int MaximumPower = 26;
    private const string StandardInput = "-";

    /// <summary>The command.</summary>
    public static Command Create() => new("srs", "Makes, checks and imports structured reference strings (powers of tau).") { New(), Verify(), Info(), Import() };

    private static Command New()
    {
        var file = new Argument<string>("FILE") { Description = "The file to write." };
        var power = new Option<int>("--power") { Description = $"k, from 1 to {MaximumPower}: 2^(k+1) - 1 powers, for circuits of up to 2^k rows.", Required = true };
        return With(new("new", "Writes a development SRS, which is not for deployment, to a file.") { file, power }, parsed => New(parsed.GetValue(file)!, parsed.GetValue(power)));
    }

    private static Command Verify()
    {
        var file = new Argument<string>("FILE") { Description = "A .ptau file, a development SRS, or - for a .ptau file on standard input." };
        return With(new("verify", "Checks by pairings that all of a file's powers are those of one tau.") { file }, parsed =>
        {
            var info = Input(parsed.GetValue(file)!, input => input.Check(long.MaxValue, (_, _) => { }));
            Write(info);
            Console.WriteLine("all powers are those of one tau");
        });
    }

    private static Command Info()
    {
        var reference = new Argument<string>("FILE") { Description = "A .ptau file, a development SRS, or the digest (0x...) of an SRS in the cache." };
        return With(new("info", "Shows power, digest and kind; checks nothing.") { reference }, parsed => Write(SrsSource.Info(parsed.GetValue(reference)!)));
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A .ptau file, a development SRS, or - for a .ptau file on standard input." };
        var power = new Option<int>("--power") { Description = "Keep only what circuits of up to 2^k rows need.", DefaultValueFactory = _ => MaximumPower };
        return With(new("import", "Checks a file and puts it into the cache, where builds find it by its file or digest.") { file, power }, parsed =>
            Write(Input(parsed.GetValue(file)!, input => SrsSource.Cache().Import(input, Powers(parsed.GetValue(power))))));
    }

    private static void New(string file, int power)
    {
        var srs = Srs.CreateDevelopment(Powers(power));
        AtomicFile.Write(file, stream => SrsFile.Write(stream, srs));
        Write(SrsSource.Info(file));
    }

    private static int Powers(int power) => power is >= 1 and <= MaximumPower
        ? (2 << power) - 1
        : throw new ToolException(DiagnosticIds.Usage, $"--power {power} is not possible: it goes from 1 to {MaximumPower}.");

    private static SrsInfo Input(string file, Func<SrsInput, SrsInfo> action) => SrsSource.Guard(file, () =>
    {
        if (file != StandardInput) return action(SrsInput.Of(file));
        using var stream = Console.OpenStandardInput();
        return action(new PtauStream(stream, "standard input"));
    });

    private static void Write(SrsInfo info)
    {
        var kind = info.Kind switch
        {
            SrsKind.Development => $"development. {Srs.DevelopmentWarning}",
            SrsKind.PreparedCeremony => "ceremony, prepared for phase 2",
            _ => "ceremony",
        };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"power   {info.Power} ({info.Powers} powers of tau)"));
        Console.WriteLine($"digest  0x{Convert.ToHexStringLower(info.Digest)}");
        Console.WriteLine($"kind    {kind}");
    }

    private static Command With(Command command, Action<ParseResult> action)
    {
        command.SetAction((parsed, _) => Failure.GuardAsync("", false, () =>
        {
            action(parsed);
            return Task.FromResult(0);
        }));
        return command;
    }
}
