namespace Heed.Server.Hosting;

/// <summary>What moves the engine's time.</summary>
public enum EnginePace
{
    /// <summary>The injected clock: a live server.</summary>
    Clock,

    /// <summary>What is handed in: a recorded stream.</summary>
    Stream,
}
