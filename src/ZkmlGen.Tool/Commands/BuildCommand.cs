using System.CommandLine;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml build ASSEMBLY --out FOLDER</c>: what the package's targets call after the compiler. Errors have MSBuild's form.</summary>
internal static class BuildCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var assembly = new Argument<string>("ASSEMBLY") { Description = "A built assembly with models." };
        var output = new Option<string>("--out") { Description = "Folder for keys and contracts.", Required = true };
        var ptau = TryOptions.SrsOption();
        var allow = new Option<bool>("--allow-development-srs") { Description = "Make keys that are not for deployment." };
        var weights = new Option<string?>("--weights-from") { Description = "A folder with models of the same names and weights that an earlier build made: the weight commitments are to be the same." };
        Command command = new("build", "Makes keys and verifier contracts for the models of an assembly.") { assembly, output, ptau, allow, weights };
        command.SetAction(parsed => Run(
            parsed.GetValue(assembly)!, new(parsed.GetValue(output)!, parsed.GetValue(ptau), parsed.GetValue(allow), parsed.GetValue(weights), Console.WriteLine)));
        return command;
    }

    private static int Run(string assembly, BuildStep step)
    {
        try
        {
            step.Run(CircuitAssembly.Load(assembly));
            return 0;
        }
        catch (Exception exception)
        {
            var (code, message) = Failure.Explain(exception);
            Console.Error.WriteLine($"zkml : error {code}: {message}");
            return Failure.ExitCode;
        }
    }
}
