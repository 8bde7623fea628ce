namespace Heed.Client.Predictions;

internal enum EventKind : byte
{
    Prediction,
    Label,
    Correction,
    Deployment,
}
