namespace Heed.Conformance.Tests.Differential;

/// <summary>Something in which Prometheus 2.42 and Heed answer differently for a reason.</summary>
/// <param name="Name">As <c>docs/promql.md</c> lists it.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Explains">Whether it is what made the answers differ.</param>
internal sealed record KnownDifference(string Name, string Reason, Func<DifferenceCase, bool> Explains);
