namespace Heed.Client.Hosting;

/// <summary>The prediction that a request makes.</summary>
internal sealed class PredictionFeature(Prediction prediction)
{
    public Prediction Prediction => prediction;
}
