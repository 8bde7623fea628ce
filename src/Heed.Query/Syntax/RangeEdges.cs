namespace Heed.Query.Syntax;

/// <summary>What a selector does about the edges of its window, beyond taking the samples inside.</summary>
public enum RangeEdges
{
    Plain,

    /// <summary><c>anchored</c>: the last sample before the window stands at its left edge.</summary>
    Anchored,

    /// <summary><c>smoothed</c>: values at both edges are interpolated.</summary>
    Smoothed,
}
