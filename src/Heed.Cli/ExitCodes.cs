namespace Heed.Cli;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Bad input or configuration.</summary>
    public const int BadInput = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>The condition that was asked for holds: damage was found.</summary>
    public const int ConditionHolds = 3;
}
