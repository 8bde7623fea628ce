using System.CommandLine;

namespace Heed.Cli.Commands;

/// <summary><c>heed slo list|gate|rules</c>: objectives and their budgets.</summary>
internal static class SloCommand
{
    public static Command Create() => new("slo", "Objectives: budgets, whether a model may be deployed, generated rules.")
    {
        SloListCommand.Create(),
        SloGateCommand.Create(),
        SloRulesCommand.Create(),
    };
}
