namespace Heed.Server.Endpoints;

/// <summary>What was expected and what was found, as the body of a 4xx answer.</summary>
internal sealed record ApiProblem(string Error);

/// <summary>The <c>alerts</c> event of the stream.</summary>
internal sealed record AlertCounts(int Firing, int Pending);
