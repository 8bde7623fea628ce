namespace Heed.Server.Hosting;

/// <summary>Whether the server follows the wall clock or a recorded stream.</summary>
public sealed class ServerMode
{
    private double _speed;

    private ServerMode(string word, double speed)
    {
        Word = word;
        _speed = speed;
    }

    /// <summary><c>live</c> or <c>demo</c>.</summary>
    public string Word { get; }

    /// <summary>How many times faster than real time the engine's time goes; 0 when the recording has ended.</summary>
    public double Speed => Volatile.Read(ref _speed);

    public static ServerMode Live { get; } = new("live", 1);

    public static ServerMode Demo(double speed) => new("demo", speed);

    /// <summary>The recording has ended.</summary>
    public void End() => Volatile.Write(ref _speed, 0);
}
