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
        var ptau = new Option<string?>("--ptau") { Description = "A .ptau file to take the SRS from. Without: a development SRS." };
        Command command = new("build", "Makes keys and verifier contracts for the models of an assembly.") { assembly, output, ptau };
        command.SetAction(parsed => Run(parsed.GetValue(assembly)!, parsed.GetValue(output)!, parsed.GetValue(ptau)));
        return command;
    }

    private static int Run(string assembly, string folder, string? ptau)
    {
        try
        {
            new BuildStep(folder, ptau, Console.WriteLine).Run(CircuitAssembly.Load(assembly));
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
