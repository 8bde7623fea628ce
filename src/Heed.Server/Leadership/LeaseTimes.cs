namespace Heed.Server.Leadership;

/// <summary>
/// How long leading lasts without a sign of life, and how soon that is noticed. Together they bound a takeover: the lease, one look, and
/// loading the state.
/// </summary>
internal static class LeaseTimes
{
    /// <summary>From the last prolongation until another server may lead.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(9);

    /// <summary>Two prolongations may fail before the lease runs out.</summary>
    public static readonly TimeSpan ProlongEvery = TimeSpan.FromSeconds(3);

    /// <summary>How often a follower looks whether the lease has run out, and how soon whatever failed is tried again.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>With less than this left nothing is sent: what leaves in time has to arrive before another server could lead.</summary>
    public static readonly TimeSpan SendMargin = TimeSpan.FromSeconds(2);

    /// <summary>A server that was not heard of for this long counts as gone.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(15);
}
