namespace Heed.Alerting.State;

/// <summary>A record that changed since changes were last collected.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Key">Unique in its kind.</param>
/// <param name="Record">In its newest form; null where it is gone.</param>
public readonly record struct AlertingChange(AlertingRecordKind Kind, string Key, object? Record);
