using System.Reflection;
using ZkmlGen.Compiler;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Reports;

namespace ZkmlGen.Tool;

/// <summary>Turns exceptions into one sentence, a code and an exit code.</summary>
internal static class Failure
{
    /// <summary>Exit code of a command that could not do what it was asked.</summary>
    public const int ExitCode = 1;

    /// <summary>Runs a command's action; whatever goes wrong becomes a sentence on stderr (and a JSON object on stdout, if asked for).</summary>
    public static async Task<int> GuardAsync(string model, bool json, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception)
        {
            return Report(exception, model, json);
        }
    }

    /// <summary>Prints the sentence, and the JSON object on the last line of stdout.</summary>
    public static int Report(Exception exception, string model, bool json)
    {
        var (code, message) = Explain(exception);
        Console.Error.WriteLine($"{code}: {message}");
        if (json) Console.Out.WriteLine(TryReport.ErrorJson(model, code, message));
        return ExitCode;
    }

    /// <summary>What went wrong first, without the wrappings of threads and initialisers (kernels are chosen at first use).</summary>
    private static Exception Cause(Exception exception) =>
        exception is AggregateException or TypeInitializationException or TargetInvocationException && exception.InnerException is { } inner ? Cause(inner) : exception;

    /// <summary>Id and sentence of an exception.</summary>
    public static (string Code, string Message) Explain(Exception exception)
    {
        exception = Cause(exception);
        var (code, message) = exception switch
        {
            ToolException tool => (tool.Code, tool.Message),
            ModelException model => (model.Id, model.Message),
            ZkRangeException range => (DiagnosticIds.ValueRange, range.Message),
            EvmException evm => (DiagnosticIds.Evm, evm.Message),
            InvalidDataException data => (DiagnosticIds.Proof, data.Message),
            IOException or UnauthorizedAccessException => (DiagnosticIds.MissingFile, exception.Message),
            PlatformNotSupportedException platform => (DiagnosticIds.Usage, platform.Message),
            OperationCanceledException => (DiagnosticIds.Usage, "The command was cancelled."),
            TimeoutException timeout => (DiagnosticIds.BuildStep, timeout.Message),
            OutOfMemoryException => (DiagnosticIds.OutOfMemory, "There is not enough memory for this model."),
            _ => (DiagnosticIds.Internal, $"An error in ZkmlGen itself, please report it: {exception}"),
        };
        return (code, message.ReplaceLineEndings(" "));
    }
}
