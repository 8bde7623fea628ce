using Heed.Http;

namespace Heed.Alerting.Configuration;

/// <summary>What the file says for all receivers.</summary>
/// <param name="ResolveTimeout">After how long an alert that came without an end is taken for resolved if nobody repeats it.</param>
/// <param name="Http">How to call out.</param>
public sealed record GlobalOptions(TimeSpan ResolveTimeout, HttpOptions Http)
{
    public static readonly GlobalOptions Default = new(TimeSpan.FromMinutes(5), HttpOptions.Default);
}
