using System.Collections.Generic;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Checks what proofs are to show.</summary>
internal static class DisclosureChecks
{
    /// <summary>Accepts what can be had together.</summary>
    /// <exception cref="ModelException">Options contradict each other.</exception>
    public static void Check(ModelGraph graph, Disclosure disclosure, ICollection<ModelDiagnostic> warnings)
    {
        if (disclosure.Output != Visibility.Private) return;
        if (disclosure.Form != OutputForm.Full)
            throw new ModelException(DiagnosticIds.ContradictoryDisclosure,
                $"The output of model '{graph.Name}' is private, and a form {disclosure.Form} of it is to be shown: make the output public, or leave the form out.");
        if (disclosure.Input == Visibility.Private)
            warnings.Add(new ModelDiagnostic(DiagnosticIds.NothingShown,
                $"Inputs and outputs of model '{graph.Name}' are private: its proofs show only that somebody ran it on something.", IsError: false));
    }
}
