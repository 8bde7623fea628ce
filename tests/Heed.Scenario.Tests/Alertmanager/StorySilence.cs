namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>A silence that a story adds.</summary>
/// <param name="Matchers">As <c>team=x level=~a|b</c>; the operators are those of a matcher.</param>
/// <param name="StartsIn">Seconds from now.</param>
/// <param name="EndsIn">Seconds from now.</param>
internal sealed record StorySilence(string Matchers, int StartsIn = 0, int EndsIn = 3600);
