namespace Heed.Server.Hosting;

/// <summary>Whether the server follows the wall clock or a recorded stream.</summary>
/// <param name="Word"><c>live</c> or <c>demo</c>.</param>
/// <param name="Speed">How many times faster than real time the engine's time goes.</param>
public sealed record ServerMode(string Word, double Speed)
{
    public static readonly ServerMode Live = new("live", 1);
}
