using System.CommandLine;

namespace Heed.Cli.Commands;

/// <summary><c>heed state</c>: what servers know of alerts and people, from outside.</summary>
internal static class StateCommand
{
    public static Command Create() => new("state", "Moves what a server knows of alerts, incidents and people.") { StateCopyCommand.Create() };
}
