namespace Heed.Server.State;

/// <summary>One monitor's state in a checkpoint.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="BaselineVersion">What its windows are compared with; under another baseline the state means nothing.</param>
/// <param name="Content">As the monitor saved it, from here on.</param>
public readonly record struct ModelState(string Model, string BaselineVersion, BinaryReader Content);
