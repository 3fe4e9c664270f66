using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Currencies;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>The reporting currency and its rates.</summary>
internal sealed class MoneyServiceApi(RateStore rates) : MoneyService.MoneyServiceBase
{
    public override Task<GetMoneySettingsResponse> GetMoneySettings(GetMoneySettingsRequest request, ServerCallContext context) =>
        Task.FromResult(
            new GetMoneySettingsResponse
            {
                ReportingCurrency = rates.Table.Reporting,
                CoinPrices = { OfficialPrices.All.Select(MoneyServiceMessages.ToMessage) },
            }
        );

    public override Task<UpdateMoneySettingsResponse> UpdateMoneySettings(UpdateMoneySettingsRequest request, ServerCallContext context)
    {
        if (request.ReportingCurrency.Length > 0)
        {
            var checks = new FieldChecks();
            MoneyServiceMessages.Code(request.ReportingCurrency, "reporting_currency", checks);
            checks.ThrowIfAny();
        }

        rates.SetReporting(request.ReportingCurrency);
        return Task.FromResult(new UpdateMoneySettingsResponse { ReportingCurrency = rates.Table.Reporting });
    }

    public override Task<ListCurrencyRatesResponse> ListCurrencyRates(ListCurrencyRatesRequest request, ServerCallContext context)
    {
        var size = PositionPage.Size(request.PageSize);
        var page = rates.List(request.Currency, MoneyServiceMessages.ReadToken(request.PageToken), size + 1);
        return Task.FromResult(
            new ListCurrencyRatesResponse
            {
                Rates = { page.Take(size).Select(MoneyServiceMessages.ToMessage) },
                NextPageToken = page.Count > size ? MoneyServiceMessages.Token(page[size - 1]) : "",
            }
        );
    }

    public override Task<SetCurrencyRatesResponse> SetCurrencyRates(SetCurrencyRatesRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.Require(request.Rates.Count > 0, "rates", "must hold at least one");
        checks.MostOf(request.Rates.Count, "rates");
        checks.ThrowIfAny();
        var read = request.Rates.Select((r, i) => MoneyServiceMessages.Read(r, $"rates[{i}]", checks)).ToArray();
        checks.ThrowIfAny();
        try
        {
            rates.Save(read);
        }
        catch (TooManyRatesException e)
        {
            throw RpcErrors.ResourceExhausted(ErrorReasons.TooManyCurrencyRates, e.Message);
        }

        return Task.FromResult(new SetCurrencyRatesResponse());
    }

    public override Task<DeleteCurrencyRatesResponse> DeleteCurrencyRates(DeleteCurrencyRatesRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        MoneyServiceMessages.CodeOrCoin(request.Base, "base", checks);
        MoneyServiceMessages.Code(request.Currency, "currency", checks);
        DateOnly? day = request.Date.Length > 0 ? MoneyServiceMessages.ReadDay(request.Date, "date", checks) : null;
        checks.ThrowIfAny();
        return Task.FromResult(new DeleteCurrencyRatesResponse { Deleted = rates.Remove(request.Base, request.Currency, day) });
    }
}
