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
        Command command = new("build", "Makes keys and verifier contracts for the models of an assembly.") { assembly, output, ptau, allow };
        command.SetAction(parsed => Run(parsed.GetValue(assembly)!, parsed.GetValue(output)!, parsed.GetValue(ptau), parsed.GetValue(allow)));
        return command;
    }

    private static int Run(string assembly, string folder, string? ptau, bool allowDevelopment)
    {
        try
        {
            new BuildStep(folder, ptau, allowDevelopment, Console.WriteLine).Run(CircuitAssembly.Load(assembly));
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
