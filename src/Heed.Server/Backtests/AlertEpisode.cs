using Heed.Model.Labels;

namespace Heed.Server.Backtests;

/// <summary>One alert from its firing to its end. Times are in milliseconds since the Unix epoch.</summary>
/// <param name="Labels">As routing knows it: external labels included.</param>
/// <param name="FiredAtMs">When it fired.</param>
/// <param name="EndedAtMs">When it was resolved; null where it still fired at the end of the backtest.</param>
/// <param name="WasInhibited">Whether another alert inhibited it at any flush of a group of its.</param>
/// <param name="WasNotified">Whether anybody would have been told of it.</param>
public sealed record AlertEpisode(LabelSet Labels, long FiredAtMs, long? EndedAtMs, bool WasInhibited, bool WasNotified)
{
    public string Name => Labels.Get(LabelNames.AlertName);
}
