package io.tidegate.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.loginradius.sdk.api.account.AccountApi;
import com.loginradius.sdk.models.requestmodels.AccountCreateModel;
import com.loginradius.sdk.models.requestmodels.AccountUserProfileUpdateModel;
import com.loginradius.sdk.models.requestmodels.EmailModel;
import com.loginradius.sdk.models.responsemodels.otherobjects.DeleteResponse;
import com.loginradius.sdk.models.responsemodels.userprofile.Identity;
import com.loginradius.sdk.util.AsyncHandler;
import com.loginradius.sdk.util.ErrorResponse;
import com.loginradius.sdk.util.LoginRadiusSDK;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A foreign client: LoginRadius' own, as it is published. */
class LoginRadiusSdkTest {
    @TempDir private Path folder;
    private Provider provider;
    private AccountApi api;

    @BeforeEach
    void open() throws Exception {
        provider = new Provider(folder);
        LoginRadiusSDK.Initialize.setApiKey(Provider.CREDENTIALS.key());
        LoginRadiusSDK.Initialize.setApiSecret(Provider.CREDENTIALS.secret());
        LoginRadiusSDK.Initialize.setCustomDomain(provider.base());
        api = new AccountApi();
    }

    @AfterEach
    void close() {
        LoginRadiusSDK.Initialize.setRequestSigning(false);
        provider.close();
    }

    private static <T> T answer(Consumer<AsyncHandler<T>> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        call.accept(
                new AsyncHandler<T>() {
                    @Override
                    public void onSuccess(T data) {
                        answer.complete(data);
                    }

                    @Override
                    public void onFailure(ErrorResponse refused) {
                        answer.completeExceptionally(
                                new IllegalStateException(
                                        refused.getErrorCode() + " " + refused.getDescription()));
                    }
                });
        return answer.join();
    }

    private static int refusal(Consumer<AsyncHandler<Identity>> call) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        call.accept(
                new AsyncHandler<Identity>() {
                    @Override
                    public void onSuccess(Identity data) {
                        code.complete(0);
                    }

                    @Override
                    public void onFailure(ErrorResponse refused) {
                        code.complete(refused.getErrorCode());
                    }
                });
        return code.join();
    }

    private static AccountCreateModel ada() {
        EmailModel email = new EmailModel();
        email.setType("Primary");
        email.setValue("ada@mail.example");
        AccountCreateModel ada = new AccountCreateModel();
        ada.setEmail(List.of(email));
        ada.setPassword("s3cret-word");
        ada.setFirstName("Ada");
        ada.setCustomFields(Map.of("plan", "gold"));
        return ada;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void createsReadsUpdatesAndDeletesAnAccount(boolean signing) {
        LoginRadiusSDK.Initialize.setRequestSigning(signing);
        Identity made = answer(handler -> api.createAccount(ada(), null, handler));
        assertThat(made.getUid()).isNotEmpty();
        assertThat(made.getEmail().get(0).getValue()).isEqualTo("ada@mail.example");
        Identity read =
                answer(handler -> api.getAccountProfileByEmail("ada@mail.example", null, handler));
        assertThat(read.getUid()).isEqualTo(made.getUid());
        assertThat(read.getCustomFields()).containsEntry("plan", "gold");
        AccountUserProfileUpdateModel change = new AccountUserProfileUpdateModel();
        change.setLastName("Lovelace");
        Identity updated =
                answer(handler -> api.updateAccountByUid(change, made.getUid(), null, handler));
        assertThat(updated.getFullName()).isEqualTo("Ada Lovelace");
        DeleteResponse deleted = answer(handler -> api.deleteAccountByUid(made.getUid(), handler));
        assertThat(deleted.getIsDeleted()).isTrue();
        assertThat(refusal(handler -> api.getAccountProfileByUid(made.getUid(), null, handler)))
                .isEqualTo(938);
    }

    @Test
    void understandsARefusal() {
        Identity made = answer(handler -> api.createAccount(ada(), null, handler));
        assertThat(made.getFirstName()).isEqualTo("Ada");
        assertThat(refusal(handler -> api.createAccount(ada(), null, handler))).isEqualTo(936);
        DeleteResponse deleted =
                answer(handler -> api.accountDeleteByEmail("ada@mail.example", handler));
        assertThat(deleted.getRecordsDeleted()).isEqualTo(1);
    }
}
