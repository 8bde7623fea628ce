namespace Heed.Server.Configuration;

/// <summary>How long samples are kept.</summary>
public sealed record StorageOptions
{
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(90);
    public static readonly TimeSpan LeastRetention = TimeSpan.FromHours(2);
    public static readonly TimeSpan MostRetention = TimeSpan.FromDays(3650);

    /// <value>The default value is 90d; from 2h to 10y.</value>
    public TimeSpan Retention { get; init; } = DefaultRetention;
}
