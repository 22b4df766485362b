// Made from the description of the API by `npm run client`; do not edit.

export interface paths {
    "/future/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Orders an e-mail or SMS, and reminders of it */
        post: operations["placeOrderChain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders with a reference
         * @deprecated
         */
        get: operations["findOrders"];
        put?: never;
        /**
         * Orders messages by e-mail or SMS, or by the one that a recipient has
         * @deprecated
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Orders e-mails
         * @deprecated
         */
        post: operations["placeEmailOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Orders SMS, which leave in the daytime
         * @deprecated
         */
        post: operations["placeSmsOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An order as it was placed
         * @deprecated
         */
        get: operations["readOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an order has come
         * @deprecated
         */
        get: operations["readOrderStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/notifications/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The e-mails of an order
         * @deprecated
         */
        get: operations["readEmailNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/notifications/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The SMS of an order
         * @deprecated
         */
        get: operations["readSmsNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Cancels an order, until five minutes before its time
         * @deprecated
         */
        put: operations["cancelOrder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/shipment/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has become of a shipment: an order, or one of its reminders */
        get: operations["readShipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/shipment/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shipments that are finished, in order and without gaps */
        get: operations["readStatusFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tests/sendcondition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A condition endpoint to test with */
        get: operations["testSendCondition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/orders/composed-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Orders an e-mail with attachments from Azure Blob Storage */
        post: operations["placeComposedEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/orders/instant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends an SMS at once
         * @deprecated
         */
        post: operations["placeInstantOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/orders/instant/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an SMS at once */
        post: operations["placeInstantSms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/orders/instant/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an e-mail at once */
        post: operations["placeInstantEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/dashboard/recipients/notifications/nin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shipments to a person, whoever ordered them */
        get: operations["findPersonNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/dashboard/recipients/notifications/orgnumber": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shipments to an organisation, whoever ordered them */
        get: operations["findOrganizationNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/future/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The notifications of a dialog or a transmission */
        get: operations["readNotificationLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trigger/pastdueorders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands over the orders that are due */
        post: operations["triggerPastDueOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trigger/sendemail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the e-mails that wait */
        post: operations["triggerSendEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trigger/sendsmsanytime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the SMS that wait and may leave at any time */
        post: operations["triggerSendSmsAnytime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trigger/sendsmsdaytime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the SMS that wait for the daytime, while it is daytime */
        post: operations["triggerSendSmsDaytime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trigger/sendsms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does the same as `sendsmsdaytime` */
        post: operations["triggerSendSms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trigger/terminateexpirednotifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the notifications whose lifetime is over */
        post: operations["triggerTerminateExpiredNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trigger/deleteoldstatusfeedrecords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes what the status feed need not keep any longer */
        post: operations["triggerDeleteOldStatusFeedRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Asks for a month */
        get: operations["showMetricsForm"];
        put?: never;
        /** Counts the orders and notifications of a month, by creator */
        post: operations["showMonthlyMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The SMS of yesterday, as a Parquet file */
        post: operations["readDailySmsMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The e-mails of yesterday, as a Parquet file */
        post: operations["readDailyEmailMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApiKeyError: {
            error: string;
        };
        CodedProblem: {
            type: string;
            title: string;
            /** Format: int64 */
            status: number;
            detail?: string;
            instance?: string;
            traceId?: string;
            /** @enum {string} */
            code: "NOT-00001" | "NOT-00002" | "NOT-00003" | "NOT-00004";
            statusDescription?: string;
        };
        ComposedEmailRequest: {
            idempotencyId: string;
            sendersReference?: string | null;
            /** Format: date-time */
            requestedSendTime?: string;
            /** Format: uri */
            conditionEndpoint?: string | null;
            dialogportenAssociation?: components["schemas"]["DialogportenIdentifiers"] | null;
            recipient: components["schemas"]["RecipientComposedEmail"];
        };
        ComposedEmailSendingOptions: {
            subject: string;
            body: string;
            senderEmailAddress?: string | null;
            /** @default Plain */
            contentType?: components["schemas"]["EmailContentType"];
            /** @default Anytime */
            sendingTimePolicy?: components["schemas"]["SendingTimePolicy"];
            attachments?: components["schemas"]["SasFileReference"][] | null;
        };
        CountedNotifications: {
            links: {
                /** Format: uri */
                self: string;
            };
            /** Format: int64 */
            generated: number;
            /** Format: int64 */
            succeeded: number;
        };
        DashboardNotification: {
            /** Format: uuid */
            shipmentId: string;
            creatorName: string;
            resourceId?: string;
            sendersReference?: string;
            /** Format: date-time */
            requestedSendTime: string;
            /** @enum {string} */
            notificationChannel?: "Email" | "Sms" | "EmailPreferred" | "SmsPreferred" | "EmailAndSms";
            /** @enum {string} */
            notificationType?: "Notification" | "Reminder" | "Instant" | "Composed";
            deliveryAttempts: components["schemas"]["DeliveryAttempt"][];
        };
        Delivery: {
            /** @enum {string} */
            type: "Email" | "SMS";
            destination: string;
            status: components["schemas"]["ProcessingLifecycle"];
            /** Format: date-time */
            lastUpdate: string;
        };
        DeliveryAttempt: {
            nationalIdentityNumber?: string;
            organizationNumber?: string;
            /** @enum {string} */
            channel: "email" | "sms";
            emailAddress?: string;
            mobileNumber?: string;
            result?: string;
            /** Format: date-time */
            resultTime?: string;
        };
        DeliveryManifest: {
            /** Format: uuid */
            shipmentId: string;
            sendersReference?: string;
            /** @enum {string} */
            type: "Notification" | "Reminder" | "Instant" | "Composed";
            status: components["schemas"]["ProcessingLifecycle"];
            /** Format: date-time */
            lastUpdate: string;
            recipients: components["schemas"]["Delivery"][];
        };
        DialogportenIdentifiers: {
            dialogId?: string | null;
            transmissionId?: string | null;
        };
        /** @enum {string} */
        EmailContentType: "Plain" | "Html";
        EmailNotificationOrderRequest: {
            sendersReference?: string | null;
            /** Format: date-time */
            requestedSendTime?: string;
            /** Format: uri */
            conditionEndpoint?: string | null;
            ignoreReservation?: boolean | null;
            resourceId?: string | null;
            resourceAction?: string | null;
            /** @default [] */
            recipients?: components["schemas"]["Recipient"][];
            subject: string;
            body: string;
            /** @default Plain */
            contentType?: components["schemas"]["EmailContentType"] | null;
        };
        EmailSendingOptions: {
            subject: string;
            body: string;
            senderEmailAddress?: string | null;
            /** @default Plain */
            contentType?: components["schemas"]["EmailContentType"];
            /** @default Anytime */
            sendingTimePolicy?: components["schemas"]["SendingTimePolicy"];
        };
        EmailTemplate: {
            /** @default  */
            fromAddress?: string;
            /** @default  */
            subject?: string;
            /** @default  */
            body?: string;
            /** @default Plain */
            contentType?: components["schemas"]["EmailContentType"];
        };
        FeedRecipient: {
            destination: string;
            status: components["schemas"]["ProcessingLifecycle"];
            /** Format: date-time */
            lastUpdate: string;
        };
        InstantEmailContent: {
            subject: string;
            body: string;
            senderEmailAddress?: string | null;
            /** @default Plain */
            contentType?: components["schemas"]["EmailContentType"];
        };
        InstantEmailDetails: {
            emailAddress: string;
            emailSettings: components["schemas"]["InstantEmailContent"];
        };
        InstantEmailNotificationOrderRequest: {
            idempotencyId: string;
            sendersReference?: string | null;
            recipientEmail: components["schemas"]["InstantEmailDetails"];
        };
        InstantNotificationOrderRequest: {
            idempotencyId: string;
            sendersReference?: string | null;
            recipient: components["schemas"]["InstantNotificationRecipient"];
        };
        InstantNotificationOrderResponse: {
            /** Format: uuid */
            notificationOrderId: string;
            notification: components["schemas"]["PlacedShipment"];
        };
        InstantNotificationRecipient: {
            recipientSms: components["schemas"]["ShortMessageDeliveryDetails"];
        };
        InstantSmsNotificationOrderRequest: {
            idempotencyId: string;
            sendersReference?: string | null;
            recipientSms: components["schemas"]["ShortMessageDeliveryDetails"];
        };
        MetricsForm: {
            /** Format: int32 */
            month: number;
            /** Format: int32 */
            year: number;
        };
        /** @enum {string} */
        NotificationChannel: "Email" | "Sms" | "EmailPreferred" | "SmsPreferred" | "EmailAndSms";
        NotificationLogEntry: {
            /** Format: uuid */
            notificationId: string;
            dialogId?: string;
            transmissionId?: string;
            /** @enum {string} */
            type: "Notification" | "Reminder" | "Instant" | "Composed";
            /** @enum {string} */
            channel: "Email" | "Sms";
            destination: string;
            status: string;
            /** Format: date-time */
            requestedSendTime: string;
            /** Format: date-time */
            lastUpdateTime: string;
        };
        NotificationOrder: {
            /** Format: uuid */
            id: string;
            sendersReference?: string;
            /** Format: date-time */
            requestedSendTime: string;
            creator: string;
            /** Format: date-time */
            created: string;
            notificationChannel: components["schemas"]["NotificationChannel"];
            ignoreReservation?: boolean;
            resourceId?: string;
            resourceAction?: string;
            conditionEndpoint?: string;
            recipients: components["schemas"]["ShownRecipient"][];
            emailTemplate?: components["schemas"]["ShownEmail"];
            smsTemplate?: components["schemas"]["ShownSms"];
            links: {
                /** Format: uri */
                self: string;
                /** Format: uri */
                status: string;
            };
        };
        NotificationOrderChainRequest: {
            idempotencyId: string;
            sendersReference?: string | null;
            /** Format: date-time */
            requestedSendTime?: string;
            /** Format: uri */
            conditionEndpoint?: string | null;
            dialogportenAssociation?: components["schemas"]["DialogportenIdentifiers"] | null;
            recipient: components["schemas"]["NotificationRecipient"];
            reminders?: components["schemas"]["NotificationReminder"][] | null;
        };
        NotificationOrderChainResponse: {
            /** Format: uuid */
            notificationOrderId: string;
            notification: components["schemas"]["PlacedChain"];
        };
        NotificationOrderList: {
            /** Format: int64 */
            count: number;
            orders: components["schemas"]["NotificationOrder"][];
        };
        NotificationOrderRequest: {
            sendersReference?: string | null;
            /** Format: date-time */
            requestedSendTime?: string;
            /** Format: uri */
            conditionEndpoint?: string | null;
            ignoreReservation?: boolean | null;
            resourceId?: string | null;
            resourceAction?: string | null;
            /** @default [] */
            recipients?: components["schemas"]["Recipient"][];
            notificationChannel?: components["schemas"]["NotificationChannel"] | null;
            emailTemplate?: components["schemas"]["EmailTemplate"] | null;
            smsTemplate?: components["schemas"]["SmsTemplate"] | null;
        };
        NotificationOrderWithStatus: {
            /** Format: uuid */
            id: string;
            sendersReference?: string;
            /** Format: date-time */
            requestedSendTime: string;
            creator: string;
            /** Format: date-time */
            created: string;
            notificationChannel: components["schemas"]["NotificationChannel"];
            ignoreReservation?: boolean;
            resourceId?: string;
            resourceAction?: string;
            conditionEndpoint?: string;
            processingStatus: components["schemas"]["Status"];
            notificationsStatusSummary?: {
                email?: components["schemas"]["CountedNotifications"];
                sms?: components["schemas"]["CountedNotifications"];
            };
        };
        NotificationRecipient: {
            recipientEmail?: components["schemas"]["RecipientEmail"] | null;
            recipientSms?: components["schemas"]["RecipientSms"] | null;
            recipientPerson?: components["schemas"]["RecipientPerson"] | null;
            recipientOrganization?: components["schemas"]["RecipientOrganization"] | null;
            recipientExternalIdentity?: components["schemas"]["RecipientExternalIdentity"] | null;
        };
        NotificationReminder: {
            recipient: components["schemas"]["NotificationRecipient"];
            sendersReference?: string | null;
            /** Format: uri */
            conditionEndpoint?: string | null;
            /** Format: int32 */
            delayDays?: number | null;
            /** Format: date-time */
            requestedSendTime?: string | null;
        };
        NotificationSummary: {
            /** Format: uuid */
            orderId: string;
            sendersReference?: string;
            /** Format: int64 */
            generated: number;
            /** Format: int64 */
            succeeded: number;
            notifications: components["schemas"]["ShownNotification"][];
        };
        /** @enum {string} */
        OrderByDirection: "Asc" | "Desc";
        OrderRequestResponse: {
            /** Format: uuid */
            orderId?: string;
            recipientLookup?: components["schemas"]["RecipientLookup"];
        };
        PlacedChain: {
            /** Format: uuid */
            shipmentId: string;
            sendersReference?: string;
            reminders?: components["schemas"]["PlacedShipment"][];
        };
        PlacedShipment: {
            /** Format: uuid */
            shipmentId: string;
            sendersReference?: string;
        };
        PlainProblem: {
            type: string;
            title: string;
            /** Format: int64 */
            status: number;
            detail?: string;
            instance?: string;
            traceId?: string;
        };
        /** @enum {string} */
        ProcessingLifecycle: "Order_Registered" | "Order_Processing" | "Order_Completed" | "Order_SendConditionNotMet" | "Order_Cancelled" | "Order_Processed" | "SMS_New" | "SMS_Sending" | "SMS_Accepted" | "SMS_Delivered" | "SMS_Failed" | "SMS_Failed_InvalidRecipient" | "SMS_Failed_RecipientReserved" | "SMS_Failed_BarredReceiver" | "SMS_Failed_Deleted" | "SMS_Failed_Expired" | "SMS_Failed_Undelivered" | "SMS_Failed_RecipientNotIdentified" | "SMS_Failed_Rejected" | "SMS_Failed_TTL" | "Email_New" | "Email_Sending" | "Email_Succeeded" | "Email_Delivered" | "Email_Failed" | "Email_Failed_RecipientReserved" | "Email_Failed_RecipientNotIdentified" | "Email_Failed_InvalidFormat" | "Email_Failed_SuppressedRecipient" | "Email_Failed_TransientError" | "Email_Failed_Bounced" | "Email_Failed_FilteredSpam" | "Email_Failed_Quarantined" | "Email_Failed_TTL" | "Email_Failed_InvalidSasUrl" | "Email_Failed_PayloadTooLarge";
        Recipient: {
            emailAddress?: string | null;
            mobileNumber?: string | null;
            organizationNumber?: string | null;
            nationalIdentityNumber?: string | null;
            isReserved?: boolean | null;
        };
        RecipientComposedEmail: {
            emailAddress: string;
            emailSettings: components["schemas"]["ComposedEmailSendingOptions"];
        };
        RecipientEmail: {
            emailAddress: string;
            emailSettings: components["schemas"]["EmailSendingOptions"];
        };
        RecipientExternalIdentity: {
            externalIdentity: string;
            channelSchema: components["schemas"]["NotificationChannel"];
            emailSettings?: components["schemas"]["EmailSendingOptions"] | null;
            smsSettings?: components["schemas"]["SmsSendingOptions"] | null;
            resourceId?: string | null;
            resourceAction?: string | null;
        };
        RecipientLookup: {
            /** @enum {string} */
            status: "Success" | "PartialSuccess" | "Failed";
            readonly isReserved: string[];
            readonly missingContact: string[];
        };
        RecipientOrganization: {
            orgNumber: string;
            channelSchema: components["schemas"]["NotificationChannel"];
            emailSettings?: components["schemas"]["EmailSendingOptions"] | null;
            smsSettings?: components["schemas"]["SmsSendingOptions"] | null;
            resourceId?: string | null;
            resourceAction?: string | null;
        };
        RecipientPerson: {
            nationalIdentityNumber: string;
            channelSchema: components["schemas"]["NotificationChannel"];
            emailSettings?: components["schemas"]["EmailSendingOptions"] | null;
            smsSettings?: components["schemas"]["SmsSendingOptions"] | null;
            resourceId?: string | null;
            resourceAction?: string | null;
            /** @default false */
            ignoreReservation?: boolean;
            /** @default false */
            useStaleContactInformation?: boolean;
        };
        RecipientSms: {
            phoneNumber: string;
            smsSettings: components["schemas"]["SmsSendingOptions"];
        };
        SasFileReference: {
            filename: string;
            mimeType: string;
            /** Format: uri */
            sasUrl: string;
        };
        SendCondition: {
            sendNotification: boolean;
        };
        /** @enum {string} */
        SendingTimePolicy: "Anytime" | "Daytime";
        ShortMessageContent: {
            body: string;
            sender?: string | null;
        };
        ShortMessageDeliveryDetails: {
            phoneNumber: string;
            /** Format: int32 */
            timeToLiveInSeconds: number;
            smsSettings: components["schemas"]["ShortMessageContent"];
        };
        ShownEmail: {
            fromAddress: string;
            subject: string;
            body: string;
            contentType: components["schemas"]["EmailContentType"];
        };
        ShownNotification: {
            /** Format: uuid */
            id: string;
            succeeded: boolean;
            recipient: components["schemas"]["ShownRecipient"];
            sendStatus: components["schemas"]["Status"];
        };
        ShownRecipient: {
            emailAddress?: string;
            mobileNumber?: string;
            organizationNumber?: string;
            nationalIdentityNumber?: string;
            isReserved?: boolean;
        };
        ShownSms: {
            senderNumber: string;
            body: string;
        };
        SmsNotificationOrderRequest: {
            sendersReference?: string | null;
            /** Format: date-time */
            requestedSendTime?: string;
            /** Format: uri */
            conditionEndpoint?: string | null;
            ignoreReservation?: boolean | null;
            resourceId?: string | null;
            resourceAction?: string | null;
            /** @default [] */
            recipients?: components["schemas"]["Recipient"][];
            senderNumber?: string | null;
            body: string;
        };
        SmsSendingOptions: {
            body: string;
            sender?: string | null;
            /** @default Daytime */
            sendingTimePolicy?: components["schemas"]["SendingTimePolicy"];
        };
        SmsTemplate: {
            /** @default  */
            senderNumber?: string;
            /** @default  */
            body?: string;
        };
        Status: {
            status: string;
            description?: string;
            /** Format: date-time */
            lastUpdate: string;
        };
        StatusFeedEntry: {
            /** Format: int64 */
            sequenceNumber: number;
            /** Format: uuid */
            shipmentId: string;
            sendersReference?: string;
            status: components["schemas"]["ProcessingLifecycle"];
            /** Format: date-time */
            lastUpdate: string;
            shipmentType?: string;
            recipients: components["schemas"]["FeedRecipient"][];
        };
        ValidationProblem: {
            type: string;
            title: string;
            /** Format: int64 */
            status: number;
            detail?: string;
            instance?: string;
            traceId?: string;
            errors: {
                [key: string]: string[];
            };
        };
    };
    responses: {
        /** @description The request is not as it should be; all that is wrong is listed. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationProblem"];
            };
        };
        /** @description The caller has not shown who it is. */
        Unknown: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The caller has no right to this, or no organisation to do it for. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The body is larger than is taken. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The content type is not JSON. */
        OtherContentType: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Something this needs cannot be reached; try again. */
        Unavailable: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CodedProblem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    placeOrderChain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotificationOrderChainRequest"];
            };
        };
        responses: {
            /** @description The idempotency id has been used before: the first answer once more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *         "sendersReference": "case-42",
                     *         "reminders": [
                     *           {
                     *             "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0801",
                     *             "sendersReference": "case-42-reminder"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrderChainResponse"];
                };
            };
            /** @description The order and its reminders are registered. */
            201: {
                headers: {
                    /** @description A link to the chain, which no route serves. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *         "sendersReference": "case-42",
                     *         "reminders": [
                     *           {
                     *             "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0801",
                     *             "sendersReference": "case-42-reminder"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrderChainResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            /** @description A recipient has no address that the order could use; nothing is registered. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodedProblem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    findOrders: {
        parameters: {
            query: {
                sendersReference: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All orders of the creator with exactly this reference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "orders": [
                     *         {
                     *           "id": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *           "sendersReference": "case-42",
                     *           "requestedSendTime": "2099-01-01T09:00:00Z",
                     *           "creator": "ttd",
                     *           "created": "2098-12-24T12:00:00.502Z",
                     *           "notificationChannel": "Email",
                     *           "recipients": [
                     *             {
                     *               "emailAddress": "kari@example.no"
                     *             }
                     *           ],
                     *           "emailTemplate": {
                     *             "fromAddress": "noreply@altinn.cloud",
                     *             "subject": "Frist",
                     *             "body": "Husk fristen.",
                     *             "contentType": "Plain"
                     *           },
                     *           "links": {
                     *             "self": "https://platform.example.no/notifications/api/v1/orders/6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *             "status": "https://platform.example.no/notifications/api/v1/orders/6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11/status"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrderList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotificationOrderRequest"];
            };
        };
        responses: {
            /** @description The order is registered. Whether registers know its recipients is told, and stops nothing. */
            202: {
                headers: {
                    /** @description The order. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "recipientLookup": {
                     *         "status": "PartialSuccess",
                     *         "isReserved": [],
                     *         "missingContact": [
                     *           "15915612242"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrderRequestResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    placeEmailOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailNotificationOrderRequest"];
            };
        };
        responses: {
            /** @description The order is registered. Whether registers know its recipients is told, and stops nothing. */
            202: {
                headers: {
                    /** @description The order. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "recipientLookup": {
                     *         "status": "PartialSuccess",
                     *         "isReserved": [],
                     *         "missingContact": [
                     *           "15915612242"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrderRequestResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    placeSmsOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SmsNotificationOrderRequest"];
            };
        };
        responses: {
            /** @description The order is registered. Whether registers know its recipients is told, and stops nothing. */
            202: {
                headers: {
                    /** @description The order. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "recipientLookup": {
                     *         "status": "PartialSuccess",
                     *         "isReserved": [],
                     *         "missingContact": [
                     *           "15915612242"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrderRequestResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    readOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "sendersReference": "case-42",
                     *       "requestedSendTime": "2099-01-01T09:00:00Z",
                     *       "creator": "ttd",
                     *       "created": "2098-12-24T12:00:00.502Z",
                     *       "notificationChannel": "Email",
                     *       "recipients": [
                     *         {
                     *           "emailAddress": "kari@example.no"
                     *         }
                     *       ],
                     *       "emailTemplate": {
                     *         "fromAddress": "noreply@altinn.cloud",
                     *         "subject": "Frist",
                     *         "body": "Husk fristen.",
                     *         "contentType": "Plain"
                     *       },
                     *       "links": {
                     *         "self": "https://platform.example.no/notifications/api/v1/orders/6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *         "status": "https://platform.example.no/notifications/api/v1/orders/6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11/status"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrder"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            /** @description No such order, or not an order of this creator. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
        };
    };
    readOrderStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order, and how far it has come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "sendersReference": "case-42",
                     *       "requestedSendTime": "2099-01-01T09:00:00Z",
                     *       "creator": "ttd",
                     *       "created": "2098-12-24T12:00:00.502Z",
                     *       "notificationChannel": "Email",
                     *       "processingStatus": {
                     *         "status": "Completed",
                     *         "description": "Order processing is completed. All notifications have a final status.",
                     *         "lastUpdate": "2099-01-01T09:00:04.25Z"
                     *       },
                     *       "notificationsStatusSummary": {
                     *         "email": {
                     *           "links": {
                     *             "self": "https://platform.example.no/notifications/api/v1/orders/6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11/notifications/email"
                     *           },
                     *           "generated": 1,
                     *           "succeeded": 1
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrderWithStatus"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            /** @description No such order, or not an order of this creator. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
        };
    };
    readEmailNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notifications of the order; none before they are generated, none of the other channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "sendersReference": "case-42",
                     *       "generated": 1,
                     *       "succeeded": 1,
                     *       "notifications": [
                     *         {
                     *           "id": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0402",
                     *           "succeeded": true,
                     *           "recipient": {
                     *             "emailAddress": "kari@example.no"
                     *           },
                     *           "sendStatus": {
                     *             "status": "Delivered",
                     *             "description": "The email was delivered to the recipient. No errors reported, making it likely it was received by the recipient.",
                     *             "lastUpdate": "2099-01-01T09:00:04.25Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationSummary"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            /** @description No such order, or not an order of this creator. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
        };
    };
    readSmsNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notifications of the order; none before they are generated, none of the other channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "sendersReference": "case-42",
                     *       "generated": 1,
                     *       "succeeded": 1,
                     *       "notifications": [
                     *         {
                     *           "id": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0402",
                     *           "succeeded": true,
                     *           "recipient": {
                     *             "mobileNumber": "+4799999999"
                     *           },
                     *           "sendStatus": {
                     *             "status": "Delivered",
                     *             "description": "The SMS was successfully delivered to its destination.",
                     *             "lastUpdate": "2099-01-01T09:00:04.25Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationSummary"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            /** @description No such order, or not an order of this creator. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Unavailable"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is cancelled, or was so before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11",
                     *       "sendersReference": "case-42",
                     *       "requestedSendTime": "2099-01-01T09:00:00Z",
                     *       "creator": "ttd",
                     *       "created": "2098-12-24T12:00:00.502Z",
                     *       "notificationChannel": "Email",
                     *       "processingStatus": {
                     *         "status": "Cancelled",
                     *         "description": "Order processing was stopped due to order being cancelled.",
                     *         "lastUpdate": "2099-01-01T09:00:04.25Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrderWithStatus"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            /** @description No such order, or not an order of this creator. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlainProblem"];
                };
            };
            /** @description It is too late. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlainProblem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    readShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shipment and each of its recipients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *       "sendersReference": "case-42",
                     *       "status": "Order_Completed",
                     *       "lastUpdate": "2099-01-01T09:00:04.25Z",
                     *       "type": "Notification",
                     *       "recipients": [
                     *         {
                     *           "type": "Email",
                     *           "destination": "kari@example.no",
                     *           "status": "Email_Delivered",
                     *           "lastUpdate": "2099-01-01T09:00:04.25Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryManifest"];
                };
            };
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            /** @description No such shipment, or not one of this creator. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodedProblem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    readStatusFeed: {
        parameters: {
            query?: {
                seq?: number;
                pageSize?: number;
                orderBy?: components["schemas"]["OrderByDirection"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What comes after `seq`, or before it when it is read backwards. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "sequenceNumber": 101,
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *         "sendersReference": "case-42",
                     *         "status": "Order_Completed",
                     *         "lastUpdate": "2099-01-01T09:00:04.25Z",
                     *         "shipmentType": "Notification",
                     *         "recipients": [
                     *           {
                     *             "destination": "kari@example.no",
                     *             "status": "Email_Delivered",
                     *             "lastUpdate": "2099-01-01T09:00:04.25Z"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["StatusFeedEntry"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    testSendCondition: {
        parameters: {
            query?: {
                conditionMet?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sendNotification": true
                     *     }
                     */
                    "application/json": components["schemas"]["SendCondition"];
                };
            };
            400: components["responses"]["Invalid"];
            415: components["responses"]["OtherContentType"];
        };
    };
    placeComposedEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComposedEmailRequest"];
            };
        };
        responses: {
            /** @description The idempotency id has been used before: the first answer once more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *         "sendersReference": "case-42"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrderChainResponse"];
                };
            };
            /** @description The order and its reminders are registered. */
            201: {
                headers: {
                    /** @description A link to the chain, which no route serves. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *         "sendersReference": "case-42"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationOrderChainResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    placeInstantOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstantNotificationOrderRequest"];
            };
        };
        responses: {
            /** @description The idempotency id has been used before, by any of the three instant routes: the first answer once more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["InstantNotificationOrderResponse"];
                };
            };
            /** @description The provider has taken the message. */
            201: {
                headers: {
                    /** @description A link to the chain, which no route serves. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["InstantNotificationOrderResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    placeInstantSms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstantSmsNotificationOrderRequest"];
            };
        };
        responses: {
            /** @description The idempotency id has been used before, by any of the three instant routes: the first answer once more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["InstantNotificationOrderResponse"];
                };
            };
            /** @description The provider has taken the message. */
            201: {
                headers: {
                    /** @description A link to the chain, which no route serves. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["InstantNotificationOrderResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    placeInstantEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstantEmailNotificationOrderRequest"];
            };
        };
        responses: {
            /** @description The idempotency id has been used before, by any of the three instant routes: the first answer once more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["InstantNotificationOrderResponse"];
                };
            };
            /** @description The provider has taken the message. */
            201: {
                headers: {
                    /** @description A link to the chain, which no route serves. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationOrderId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000",
                     *       "notification": {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["InstantNotificationOrderResponse"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["OtherContentType"];
            503: components["responses"]["Unavailable"];
        };
    };
    findPersonNotifications: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header: {
                NationalIdentityNumber: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first; of the last seven days unless an interval is asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *         "creatorName": "ttd",
                     *         "sendersReference": "case-42",
                     *         "requestedSendTime": "2099-01-01T09:00:00Z",
                     *         "notificationChannel": "EmailPreferred",
                     *         "notificationType": "Notification",
                     *         "deliveryAttempts": [
                     *           {
                     *             "nationalIdentityNumber": "15915612242",
                     *             "channel": "email",
                     *             "emailAddress": "kari@example.no",
                     *             "result": "Delivered",
                     *             "resultTime": "2099-01-01T09:00:04.25Z"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["DashboardNotification"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    findOrganizationNotifications: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header: {
                OrganizationNumber: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first; of the last seven days unless an interval is asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "shipmentId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401",
                     *         "creatorName": "ttd",
                     *         "sendersReference": "case-42",
                     *         "requestedSendTime": "2099-01-01T09:00:00Z",
                     *         "notificationChannel": "EmailPreferred",
                     *         "notificationType": "Notification",
                     *         "deliveryAttempts": [
                     *           {
                     *             "organizationNumber": "310500003",
                     *             "channel": "email",
                     *             "emailAddress": "kari@example.no",
                     *             "result": "Delivered",
                     *             "resultTime": "2099-01-01T09:00:04.25Z"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["DashboardNotification"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    readNotificationLog: {
        parameters: {
            query?: {
                dialogId?: string;
                transmissionId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the providers have reported in the end; none where nothing is known. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "notificationId": "9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0402",
                     *         "dialogId": "0199f0c5-6f0e-7a52-8a06-1a1f6d1d5a44",
                     *         "type": "Notification",
                     *         "channel": "Email",
                     *         "destination": "kari@example.no",
                     *         "status": "Email_Delivered",
                     *         "requestedSendTime": "2099-01-01T09:00:00Z",
                     *         "lastUpdateTime": "2099-01-01T09:00:04.25Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["NotificationLogEntry"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unknown"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    triggerPastDueOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, or asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["OtherContentType"];
        };
    };
    triggerSendEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, or asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["OtherContentType"];
        };
    };
    triggerSendSmsAnytime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, or asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["OtherContentType"];
        };
    };
    triggerSendSmsDaytime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, or asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["OtherContentType"];
        };
    };
    triggerSendSms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, or asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["OtherContentType"];
        };
    };
    triggerTerminateExpiredNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, or asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["OtherContentType"];
            /** @description It did not work. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    triggerDeleteOldStatusFeedRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, or asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["OtherContentType"];
            /** @description It did not work. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    showMetricsForm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page to look at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    showMonthlyMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["MetricsForm"];
            };
        };
        responses: {
            /** @description A page to look at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["Invalid"];
            413: components["responses"]["TooLarge"];
        };
    };
    readDailySmsMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /** @description The name of the file. */
                    "Content-Disposition"?: string;
                    /** @description MD5 of the file, in Base64. */
                    "X-File-Hash"?: string;
                    /** @description Length of the file in bytes. */
                    "X-File-Size"?: string;
                    /** @description How many records there are. */
                    "X-Total-FileTransfer-Count"?: string;
                    /** @description When the file was made. */
                    "X-Generated-At"?: string;
                    /** @description The name of the environment. */
                    "X-Environment"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The header `X-API-Key` is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "API key required for Metrics endpoints"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyError"];
                };
            };
        };
    };
    readDailyEmailMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /** @description The name of the file. */
                    "Content-Disposition"?: string;
                    /** @description MD5 of the file, in Base64. */
                    "X-File-Hash"?: string;
                    /** @description Length of the file in bytes. */
                    "X-File-Size"?: string;
                    /** @description How many records there are. */
                    "X-Total-FileTransfer-Count"?: string;
                    /** @description When the file was made. */
                    "X-Generated-At"?: string;
                    /** @description The name of the environment. */
                    "X-Environment"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The header `X-API-Key` is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "API key required for Metrics endpoints"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyError"];
                };
            };
        };
    };
}
