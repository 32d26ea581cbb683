using System.CommandLine;
using ZkmlGen.Compiler;
using ZkmlGen.Tool;
using ZkmlGen.Tool.Commands;

RootCommand root = new("ZkmlGen: proofs that a neural network gave this output, for C# and the EVM.")
{
    TryCommand.Create(),
    InspectCommand.Create(),
    BuildCommand.Create(),
    VerifyCommand.Create(),
    CheckCommand.Create(),
    BenchCommand.Create(),
    SrsCommand.Create(),
    WeightsCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.CommandResult.Command != root)
{
    return Failure.Report(new ToolException(DiagnosticIds.Usage, parsed.Errors[0].Message), "", args.Contains(TryOptions.JsonName));
}
return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
