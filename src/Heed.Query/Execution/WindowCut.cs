namespace Heed.Query.Execution;

/// <summary>One window, cut into the samples before its first whole span, its whole spans, and the samples behind them.</summary>
/// <param name="FromMs">The first millisecond that belongs to the window.</param>
/// <param name="EndMs">The last one.</param>
/// <param name="FirstSpan">The first whole span.</param>
/// <param name="BehindSpan">The first span behind the whole ones.</param>
internal readonly record struct WindowCut(long FromMs, long EndMs, long FirstSpan, long BehindSpan);
