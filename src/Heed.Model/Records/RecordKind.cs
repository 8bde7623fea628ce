namespace Heed.Model.Records;

/// <summary>What an event tells: the <c>type</c> member.</summary>
public enum RecordKind : byte
{
    Prediction,
    Label,
    Correction,
    Deployment,
}
