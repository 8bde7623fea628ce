namespace Heed.Server.Configuration;

/// <summary>Where the server listens and keeps its data.</summary>
public sealed record ServerOptions
{
    /// <summary>Relative to <c>heed.yml</c>.</summary>
    public const string DefaultData = "heed-data";

    /// <value>The default value is 127.0.0.1:4333.</value>
    public ListenAddress Listen { get; init; } = ListenAddress.Default;

    /// <value>The absolute path of a folder that need not exist yet.</value>
    public required string Data { get; init; }

    /// <value>Whether series may be deleted over HTTP. The default value is false.</value>
    public bool AdminApi { get; init; }

    /// <value>Where people reach the server, without a slash at its end. The default value is the listening address.</value>
    public required string ExternalUrl { get; init; }
}
